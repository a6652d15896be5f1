using GpuRisk.Scenarios.Calibration.Fitting;

namespace GpuRisk.Engine.Backtesting;

/// <summary>What is held from a start to a horizon.</summary>
/// <param name="Name">The name by which users ask for it.</param>
/// <param name="Metric">The quantity of a run that tells of it.</param>
/// <param name="Gain">What is gained, as a part of the start, where that quantity has a value;
/// negative where it is lost.</param>
public sealed record BacktestPosition(string Name, string Metric, Func<double, double> Gain)
{
    private const string Peg = "peg";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<BacktestPosition> All { get; } =
    [
        // The asset itself.
        new("price", "price", ratio => ratio - 1),

        // A constant-product position against holding, without fees.
        new("il", "price", ratio => (2 * Math.Sqrt(ratio) / (1 + ratio)) - 1),

        // The health factor of a loan in dollars, at its lowest.
        new("loan", "minimum", ratio => ratio - 1),

        // How far from the peg of a dollar the price is at its lowest, in dollars.
        new(Peg, "minimum", lowest => lowest - 1),

        // A share of a pool, fees included, against holding.
        new("lp", "netVersusHold", net => net / FittedMarket.PositionUsd),
    ];

    /// <summary>Whether it is told from a peg of one dollar, and not from the start.</summary>
    public bool IsOfPeg => Name == Peg;

    /// <summary>The position where the price starts: gains follow from ratios to it.</summary>
    /// <param name="price">The price at the start.</param>
    public BacktestPosition From(double price) =>
        IsOfPeg ? this with { Gain = ratio => (price * ratio) - 1 } : this;

    /// <summary>Whether it needs a pool and its volume.</summary>
    public bool NeedsPool => Metric == "netVersusHold";

    /// <summary>The position of a name; null where there is none.</summary>
    public static BacktestPosition? Of(string name) =>
        All.FirstOrDefault(position => position.Name == name);
}
