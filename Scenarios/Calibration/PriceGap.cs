namespace GpuRisk.Scenarios.Calibration;

/// <summary>A time without prices.</summary>
/// <param name="AfterUtc">The last price before it.</param>
/// <param name="BeforeUtc">The first price after it.</param>
/// <param name="Missing">The number of prices that are not there, at least 1.</param>
public sealed record PriceGap(DateTime AfterUtc, DateTime BeforeUtc, long Missing)
{
    /// <summary>Whether it is a weekend between a Friday and the Monday after it.</summary>
    internal bool IsWeekend =>
        AfterUtc.DayOfWeek == DayOfWeek.Friday && BeforeUtc - AfterUtc == TimeSpan.FromDays(3);
}
