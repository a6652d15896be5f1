using GpuRisk.Host.Runs.Running;

namespace GpuRisk.Host.Runs.Breaching;

/// <summary>What <c>gpurisk breach</c> was asked for.</summary>
/// <param name="File">The scenario's file.</param>
/// <param name="Figure">The condition, as it is stated.</param>
/// <param name="Shown">How many representative paths to tell.</param>
/// <param name="Path">The path to replay instead of all this; null for none.</param>
/// <param name="Asked">What stands in the place of what the scenario states.</param>
/// <param name="Devices">The devices.</param>
/// <param name="Threads">Threads of the processor.</param>
/// <param name="Overrides">Settings that go before the scenario's.</param>
/// <param name="Folder">The folder to keep the result in.</param>
/// <param name="Force">Whether a result in that folder may be replaced.</param>
/// <param name="Json">Whether to print the result as JSON and nothing else.</param>
/// <param name="Quiet">Whether to show no progress.</param>
internal sealed record BreachRequest(
    string File,
    string Figure,
    int Shown,
    long? Path,
    Asked Asked,
    string Devices,
    int? Threads,
    IReadOnlyList<string> Overrides,
    string? Folder,
    bool Force,
    bool Json,
    bool Quiet);
