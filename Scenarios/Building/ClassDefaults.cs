using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>What a known class is like where a scenario does not say.</summary>
/// <param name="Name">The name of the class.</param>
/// <param name="Wallets">The number of wallets.</param>
/// <param name="Sizes">How large they are.</param>
/// <param name="LatencySeconds">The latency; it is rounded up to whole steps.</param>
/// <param name="GasTolerance">The gas tolerance.</param>
/// <param name="Centralised">Whether its gains count as those of the centre.</param>
internal sealed record ClassDefault(
    string Name, long Wallets, SizeDistribution Sizes, decimal LatencySeconds,
    double GasTolerance, bool Centralised);

/// <summary>The ten known classes. A figure that has no source here is an assumption.</summary>
internal static class ClassDefaults
{
    private const decimal Hour = 3600;

    private const decimal Day = 24 * Hour;

    /// <summary>All of them, in the order in which they stand where a scenario has none.</summary>
    public static IReadOnlyList<ClassDefault> All { get; } =
    [
        // Wallets: more than 250,000 addresses could claim UNI in September 2020. Mean size: the
        // average position of retail liquidity providers in Uniswap v3, BIS Working Paper 1227.
        new("retail", 250_000, new LogNormalSizes(29_000, 1.8), Day, 0.02, false),
        // Mean size: that of the paper's sophisticated providers, who are 7% of all.
        new("whales", 1_000, new LogNormalSizes(3_700_000, 1.5), Hour, 1, true),
        new("insiders", 200, new ParetoSizes(1_000_000, 1.2), Day, 1, true),
        // A vote and its timelock take about a week.
        new(MarketRoles.Treasury, 1, new EqualSizes(100_000_000), 7 * Day, 1, true),
        // Wu, Sui, Thiery and Pai, arXiv 2507.13023: of 19 searchers three take three quarters.
        // The largest 3 of 19 own (3/19)^(1 - 1/1.18) = 0.75 of what Pareto wallets own.
        new(MarketRoles.Arbitrageurs, 19, new ParetoSizes(1_000_000, 1.18), 0, 1, true),
        new(MarketRoles.Liquidators, 40, new ParetoSizes(500_000, 1.2), 0, 1, true),
        new(MarketRoles.Issuer, 1, new EqualSizes(1_000_000_000), 0, 1, true),
        new(MarketRoles.Infrastructure, 100, new EqualSizes(1_000_000), 0, 1, true),
        new(MarketRoles.Attackers, 10, new EqualSizes(100_000), 0, 1, true),
        new(MarketRoles.Insurers, 1, new EqualSizes(100_000_000), Day, 1, true),
    ];

    public static ClassDefault? Find(string name) => All.FirstOrDefault(x => x.Name == name);

    /// <summary>The known classes as if a user had written each without any key.</summary>
    public static IEnumerable<Value> Entries(Value section, ErrorLog log) => All.Select(known =>
        WalletClassShapes.Class
            .Read(
                new RawMapping(section.KeyAt), KeyPath.Join(section.Path, known.Name),
                section.KeyAt, log)
            .Named(known.Name));
}
