namespace GpuRisk.Scenarios.Calibration;

/// <summary>
/// The likelihood of what several assets have in common: that of each pair, summed over the pairs
/// (composite likelihood, Lindsay 1988), which for two assets is the likelihood itself.
/// </summary>
internal sealed class JointLikelihood(double[][] returns, CancellationToken cancellation)
{
    /// <summary>The number of returns of an asset.</summary>
    public int Count => returns[0].Length;

    /// <summary>The log likelihood of each return; null where nothing can be as stated.</summary>
    public double[]? PerReturn(JointStep step)
    {
        if (step.Diffusions() is not { } diffusions) return null;
        var sums = new double[Count];
        for (int i = 0; i < returns.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                new PairLikelihood(returns[i], returns[j]).AddTo(
                    sums,
                    new PairStep(
                        step.Assets[i], step.Assets[j], step.CommonJumps, step.SizesOf(i, j),
                        diffusions[i, j]),
                    cancellation);
            }
        }

        return sums;
    }

    /// <summary>The log likelihood; minus infinity where nothing can be as stated.</summary>
    public double Value(JointStep step) =>
        PerReturn(step)?.Sum() ?? double.NegativeInfinity;

    /// <summary>The likelihood of a part of the returns, spread evenly.</summary>
    public JointLikelihood Part(int most)
    {
        int stride = Math.Max(1, Count / most);
        return new JointLikelihood(
            [.. returns.Select(one => one.Where((_, i) => i % stride == 0).ToArray())],
            cancellation);
    }
}
