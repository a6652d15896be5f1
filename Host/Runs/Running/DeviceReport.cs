namespace GpuRisk.Host.Runs.Running;

/// <summary>A device as <c>gpurisk devices --json</c> tells it.</summary>
/// <param name="Id">What a user calls it.</param>
/// <param name="Name">What its maker calls it.</param>
/// <param name="Detail">Its size and version.</param>
/// <param name="Usable">Whether it can be used.</param>
/// <param name="Problem">Why it cannot, or what went wrong in the test; null where all is
/// well.</param>
/// <param name="BitExact">Whether the test gave simd's digest; null where it was not run.
/// </param>
internal sealed record DeviceReport(
    string Id,
    string Name,
    string Detail,
    bool Usable,
    string? Problem,
    bool? BitExact);
