namespace GpuRisk.Engine.Planning;

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
/// The metric's standard deviation in theory: of rare jumps a run may show none, and its own
/// spread says nothing of them.
/// </param>
public sealed record PriceCheck(
    PriceCheckKind Kind,
    string Subject,
    double Expected,
    int Metric,
    double Offset,
    double Scale,
    double Deviation = 0);
