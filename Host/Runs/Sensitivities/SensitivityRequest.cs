using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Trials;

namespace GpuRisk.Host.Runs.Sensitivities;

/// <summary>What <c>gpurisk sensitivities</c> was asked for.</summary>
/// <param name="File">The scenario's file.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Bump">The share by which numbers without a law are moved.</param>
/// <param name="Asked">What stands in the place of what the scenario states.</param>
/// <param name="Devices">The devices.</param>
/// <param name="Threads">Threads of the processor.</param>
/// <param name="Overrides">Settings of every run that go before the scenario's.</param>
/// <param name="Folder">The folder to keep the result in.</param>
/// <param name="Force">Whether a result in that folder may be replaced.</param>
/// <param name="Picture">Where to draw a picture.</param>
/// <param name="Json">Whether to print the result as JSON and nothing else.</param>
/// <param name="Quiet">Whether to show no progress.</param>
internal sealed record SensitivityRequest(
    string File,
    ChosenFigure Figure,
    double Bump,
    Asked Asked,
    string Devices,
    int? Threads,
    IReadOnlyList<string> Overrides,
    string? Folder,
    bool Force,
    string? Picture,
    bool Json,
    bool Quiet);
