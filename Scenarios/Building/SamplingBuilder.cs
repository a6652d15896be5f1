using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Reads how a run samples.</summary>
internal static class SamplingBuilder
{
    /// <summary>The scenario with its sampling.</summary>
    public static Scenario AddTo(Scenario scenario, BuildContext context)
    {
        Value entry = context.Root[Sampling.Key];
        SamplingKind kind = entry.Choice<SamplingKind>();
        if (kind == SamplingKind.Plain) return scenario;
        var sampling = new Sampling(kind) { At = entry.At };
        if (Problem(scenario, context, kind) is { } problem)
            context.Refuse(entry, $"found '{sampling.Name}', {problem}");
        return scenario with { Sampling = sampling };
    }

    private static string? Problem(Scenario scenario, BuildContext context, SamplingKind kind) =>
        context.Root["rare"].IsGiven
            ? "but rare: draws paths by laws of its own; allowed is one or the other"
        : context.Root.Whole().Any(value => value.Uncertain is not null)
            ? "but numbers are uncertain; allowed is plain"
        : kind switch
        {
            SamplingKind.ControlVariates when context.Log.IsEmpty && !HasKnownMean(scenario) =>
                "but no asset here has a mean price that is known; allowed where one follows gbm, "
                + "merton, heston, bates, or ornstein-uhlenbeck without jumps",
            SamplingKind.ControlVariates => null,
            SamplingKind.Antithetic or SamplingKind.Sobol
                when context.Log.IsEmpty && !HasNormals(scenario) =>
                "but no price here moves by normals; allowed where one diffuses",
            SamplingKind.Antithetic or SamplingKind.Sobol => null,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such sampling."),
        };

    private static bool HasNormals(Scenario scenario) => scenario.Assets.Any(asset =>
        asset.Process.MovesByItself() && asset.Process is not (BootstrapProcess or HistoryProcess)
        && scenario.MomentsOf(asset).Volatility > 0);

    private static bool HasKnownMean(Scenario scenario) => scenario.Assets.Any(asset =>
        asset.Process.LogExpectation(1, AssetMoments.Years(scenario.HorizonSeconds)) is not null);
}
