namespace GpuRisk.Engine.Results;

/// <summary>What was run.</summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="ScenarioHash">The hash of the scenario as run.</param>
/// <param name="Kernel">The kernel's name, for example <c>liquidation</c>.</param>
/// <param name="Seed">The seed of the random numbers.</param>
/// <param name="Precision"><c>float32</c> or <c>float64</c>.</param>
/// <param name="Partial">Whether the run ended before all its paths were done.</param>
public sealed record RunDescription(
    string Scenario,
    string ScenarioHash,
    string Kernel,
    ulong Seed,
    string Precision,
    bool Partial = false);
