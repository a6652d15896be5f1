using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Trials;

namespace GpuRisk.Host.Runs.Contributing;

/// <summary>What <c>gpurisk contributions</c> was asked for.</summary>
/// <param name="File">The scenario's file.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Asked">What stands in the place of what the scenario states.</param>
/// <param name="Devices">The devices.</param>
/// <param name="Threads">Threads of the processor.</param>
/// <param name="Overrides">Settings that go before the scenario's.</param>
/// <param name="Json">Whether to print the result as JSON and nothing else.</param>
/// <param name="Quiet">Whether to show no progress.</param>
internal sealed record ContributionRequest(
    string File,
    ChosenFigure Figure,
    Asked Asked,
    string Devices,
    int? Threads,
    IReadOnlyList<string> Overrides,
    bool Json,
    bool Quiet);
