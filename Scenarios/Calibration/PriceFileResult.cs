using System.Diagnostics.CodeAnalysis;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>What became of a price file: its prices, or all that is wrong with them.</summary>
/// <param name="Series">The prices; null exactly where there are errors.</param>
/// <param name="Errors">All errors by line and column; empty where there are none.</param>
public sealed record PriceFileResult(PriceSeries? Series, IReadOnlyList<ScenarioError> Errors)
{
    /// <summary>True where there are prices.</summary>
    [MemberNotNullWhen(true, nameof(Series))]
    public bool IsValid => Series is not null;
}
