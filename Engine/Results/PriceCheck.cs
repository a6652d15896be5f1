namespace GpuRisk.Engine.Results;

/// <summary>What a price check compares.</summary>
public enum PriceCheckKind
{
    /// <summary>Mean log return over the horizon.</summary>
    MeanLogReturn,

    /// <summary>Volatility per year, jumps included.</summary>
    Volatility,

    /// <summary>Correlation of two assets' log returns.</summary>
    Correlation,

    /// <summary>Jumps over the horizon.</summary>
    Jumps,
}

/// <summary>A property of the simulated prices that the scenario states.</summary>
/// <param name="Kind">The property.</param>
/// <param name="Subject">The asset, or the pair of assets.</param>
/// <param name="Expected">What the scenario states, in the property's unit.</param>
/// <param name="Metric">The metric whose mean it follows from.</param>
/// <param name="Offset">What is added to the metric's mean.</param>
/// <param name="Scale">What the metric's mean is multiplied by before anything else.</param>
/// <param name="Deviation">
/// The metric's standard deviation in theory, of a correlation that of its influence function: of
/// rare jumps a run may show none, and its own spread says nothing of them.
/// </param>
public sealed record PriceCheck(
    PriceCheckKind Kind,
    string Subject,
    double Expected,
    int Metric,
    double Offset,
    double Scale,
    double Deviation = 0)
{
    /// <summary>What steps that are not exact may add to the property or take from it.</summary>
    public double Allowance { get; init; }

    /// <summary>What a correlation is of; null of all others.</summary>
    public PairMetrics? Pair { get; init; }
}

/// <summary>Two assets' log returns less their expectations, as metrics.</summary>
/// <param name="First">The first asset's.</param>
/// <param name="Second">The second's.</param>
/// <param name="FirstSquare">The first's square.</param>
/// <param name="SecondSquare">The second's square.</param>
/// <param name="Rounding">The share of their variance that single precision may add.</param>
public sealed record PairMetrics(
    int First, int Second, int FirstSquare, int SecondSquare, double Rounding);
