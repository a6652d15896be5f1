namespace GpuRisk.Scenarios.Calibration;

/// <summary>What stands before the decimals of a number.</summary>
public enum DecimalSign
{
    /// <summary>A point; commas stand between thousands.</summary>
    Point,

    /// <summary>A comma; points stand between thousands.</summary>
    Comma,
}
