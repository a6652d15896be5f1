using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Trials;

namespace GpuRisk.Host.Runs.Optimising;

/// <summary>What <c>gpurisk optimise</c> was asked for.</summary>
/// <param name="File">The scenario's file.</param>
/// <param name="Ranges">The keys and their values.</param>
/// <param name="Figure">The figure.</param>
/// <param name="IsMaximised">Whether more of it is better.</param>
/// <param name="Limits">What other figures must be.</param>
/// <param name="MostRuns">The most runs of the search.</param>
/// <param name="Asked">What stands in the place of what the scenario states.</param>
/// <param name="Devices">The devices.</param>
/// <param name="Threads">Threads of the processor.</param>
/// <param name="Overrides">Settings of every run that go before the scenario's.</param>
/// <param name="Folder">The folder to keep the result in.</param>
/// <param name="Force">Whether a result in that folder may be replaced.</param>
/// <param name="Json">Whether to print the result as JSON and nothing else.</param>
/// <param name="Quiet">Whether to show no progress.</param>
internal sealed record OptimumRequest(
    string File,
    IReadOnlyList<VariedRange> Ranges,
    ChosenFigure Figure,
    bool IsMaximised,
    IReadOnlyList<FigureLimit> Limits,
    int MostRuns,
    Asked Asked,
    string Devices,
    int? Threads,
    IReadOnlyList<string> Overrides,
    string? Folder,
    bool Force,
    bool Json,
    bool Quiet);
