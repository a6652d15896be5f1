namespace GpuRisk.Scenarios.Calibration;

/// <summary>What comes first in a date such as 01/02/2023.</summary>
public enum DateOrder
{
    /// <summary>The month, as in the United States.</summary>
    MonthFirst,

    /// <summary>The day.</summary>
    DayFirst,
}
