namespace GpuRisk.Scenarios;

/// <summary>The variance of a period's log return: h' = constant + kept h + (shock + fall [e &lt;
/// 0]) e², with e what the period brought beside its mean.</summary>
/// <param name="Start">The variance of the first period.</param>
/// <param name="Constant">What every period adds.</param>
/// <param name="Kept">The part that is kept.</param>
/// <param name="Shock">What the square of a shock adds.</param>
/// <param name="Fall">What that of a fall adds beside.</param>
public readonly record struct VarianceRecursion(
    double Start, double Constant = 0, double Kept = 1, double Shock = 0, double Fall = 0)
{
    /// <summary>Whether shocks change the variance.</summary>
    public bool IsRandom => Shock != 0 || Fall != 0;

    /// <summary>The largest variance that a path may come to. Without a bound shocks of heavy tails
    /// would come to numbers that are none.</summary>
    public double Most => 4 * Math.Max(1, Math.Max(Start, Kept < 1 ? Constant / (1 - Kept) : 0));
}
