using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Prices;

/// <summary>The jumps of an asset alone, or those that several have in common.</summary>
/// <param name="Layer">The jumps.</param>
/// <param name="Stream">The first stream of their random numbers.</param>
/// <param name="Regime">The regime in which they come; -1 always.</param>
internal readonly record struct PlannedArrivals(JumpLayer Layer, uint Stream, int Regime)
{
    // A layer draws two normals at a time from its first stream, and four from further ones.
    private const uint StreamsOfLayer = PriceHeader.MaximumAssets;

    // Of the streams of all jumps of a kind, those of a regime.
    private const uint StreamsOfRegime = 0x4000;

    /// <summary>All jumps of a scenario, from what holds in each of its regimes. Those that are
    /// the same in all come from one process.</summary>
    public static IReadOnlyList<PlannedArrivals> Of(IReadOnlyList<PriceDependence> dependence)
    {
        PlannedArrivals[][] each = [.. dependence.Select(In)];
        PlannedArrivals[] always =
            [.. each[0].Where(a => each.All(regime => regime.Any(a.IsLike)))];
        return
        [
            .. always,
            .. each.SelectMany((arrivals, regime) => arrivals
                .Where(a => !always.Any(a.IsLike))
                .Select(a => a with
                {
                    Stream = a.Stream + ((uint)regime * StreamsOfRegime),
                    Regime = regime,
                })),
        ];
    }

    private static PlannedArrivals[] In(PriceDependence dependence) =>
    [
        .. dependence.Alone
            .Select((law, asset) => (Law: law, Asset: asset))
            .Where(alone => alone.Law.PerYear > 0)
            .Select(alone => new PlannedArrivals(
                Alone(alone.Law, alone.Asset), Streams.Jumps + (uint)alone.Asset, -1)),
        .. dependence.Layers.Select((layer, i) => new PlannedArrivals(
            layer, Streams.CommonJumps + ((uint)i * StreamsOfLayer), -1)),
    ];

    private static JumpLayer Alone(JumpLaw law, int asset) =>
        new(law.PerYear, 1, [new JumpLayerMember(asset, law.Mean, [law.StdDev])]);

    private bool IsLike(PlannedArrivals other) =>
        Stream == other.Stream && Layer.PerYear == other.Layer.PerYear
        && Layer.Members.Count == other.Layer.Members.Count
        && Layer.Members.Zip(other.Layer.Members).All(pair =>
            pair.First.Asset == pair.Second.Asset && pair.First.Mean == pair.Second.Mean
            && pair.First.Loadings.SequenceEqual(pair.Second.Loadings));
}
