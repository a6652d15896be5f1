namespace GpuRisk.Engine.Backtesting;

/// <summary>What is held from a start to a horizon: a function of the price there over that at the
/// start, or of the lowest on the way.</summary>
/// <param name="Name">The name by which users ask for it.</param>
/// <param name="What">What it is, in words.</param>
/// <param name="OfLowest">Whether it follows the lowest price on the way and not the last.</param>
/// <param name="Gain">What is gained, as a part of the start, at a price over that at the start;
/// negative where it is lost.</param>
public sealed record BacktestPosition(
    string Name, string What, bool OfLowest, Func<double, double> Gain)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<BacktestPosition> All { get; } =
    [
        new("price", "the asset itself", false, ratio => ratio - 1),
        new(
            "il", "a constant-product position against holding, without fees", false,
            ratio => (2 * Math.Sqrt(ratio) / (1 + ratio)) - 1),
        new(
            "loan", "the health factor of a loan in dollars, at its lowest", true,
            ratio => ratio - 1),
    ];

    /// <summary>The position of a name; null where there is none.</summary>
    public static BacktestPosition? Of(string name) =>
        All.FirstOrDefault(position => position.Name == name);
}
