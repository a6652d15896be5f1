namespace GpuRisk.Scenarios.Calibration;

/// <summary>Values of a file, or all that is wrong with them.</summary>
/// <param name="Points">The values by time, each time once; any numbers.</param>
/// <param name="Errors">All errors by line and column; empty where there are none.</param>
internal sealed record PriceValues(
    IReadOnlyList<PricePoint> Points, IReadOnlyList<ScenarioError> Errors);
