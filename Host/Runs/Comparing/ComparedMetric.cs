
namespace GpuRisk.Host.Runs.Comparing;

/// <summary>A metric of two runs.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="A">The mean of the first run.</param>
/// <param name="ErrorOfA">Its standard error.</param>
/// <param name="B">The mean of the second run.</param>
/// <param name="ErrorOfB">Its standard error.</param>
/// <param name="Difference">The second mean less the first.</param>
/// <param name="StandardError">The difference's standard error.</param>
/// <param name="ZScore">The difference in its standard errors; null where that is 0.</param>
internal sealed record ComparedMetric(
    string Name,
    string Unit,
    double? A,
    double? ErrorOfA,
    double? B,
    double? ErrorOfB,
    double? Difference,
    double? StandardError,
    double? ZScore);
