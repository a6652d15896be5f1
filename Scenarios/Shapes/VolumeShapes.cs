namespace GpuRisk.Scenarios.Shapes;

/// <summary>The shapes of pools' volume.</summary>
internal static class VolumeShapes
{
    /// <summary>What a noise volume is multiplied by.</summary>
    public static ObjectShape Process { get; } = new(
        "a process of volume",
        Field.Default(
            "meanReversionPerDay", new NumberShape("[0, 1000]"), "0",
            "The speed at which the log of the factor reverts, per day."),
        Field.Default(
            "volatilityPerDay", new NumberShape("[0, 100]"), "0",
            "The volatility of the log of the factor, per square root of a day; the mean is kept."),
        Field.Default(
            "start", new NumberShape("[0.0001, 10000]"), "1",
            "The factor at the start: today's volume over its mean."),
        Field.Default(
            "elasticity", new NumberShape("[-4, 4]"), "0",
            "The power of the volatility of the pool's price, over its mean, that multiplies the "
            + "volume; where that volatility changes."));
}
