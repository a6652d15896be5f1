using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Running;

/// <summary>What somebody asks for in the place of what a scenario states.</summary>
/// <param name="Paths">Paths; null for the scenario's.</param>
/// <param name="Seed">The seed; null for the scenario's.</param>
/// <param name="Precision">The precision; null for what the plan needs.</param>
internal readonly record struct Asked(long? Paths, ulong? Seed, Precision? Precision)
{
    /// <summary>The paths to run.</summary>
    public long PathsOf(Scenario scenario) => Paths ?? scenario.Paths;

    /// <summary>The seed to run with.</summary>
    public ulong SeedOf(Scenario scenario) => Seed ?? scenario.Seed;

    /// <summary>How to run a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="chunkPaths">Paths that a worker takes at a time, or null.</param>
    public RunOptions OptionsOf(Plan plan, int? chunkPaths = null) => new(
        PathsOf(plan.Scenario), SeedOf(plan.Scenario), PrecisionRule.Of(plan, Precision),
        chunkPaths);

    /// <summary>Why a plan may not be run as asked; null where it may.</summary>
    public string? Problem(Plan plan) => PrecisionRule.Problem(plan, Precision)
        ?? SamplingRule.Problem(plan, PathsOf(plan.Scenario));
}
