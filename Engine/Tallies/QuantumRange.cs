namespace GpuRisk.Engine.Tallies;

/// <summary>How many integers there are, and between which they lie.</summary>
/// <param name="Count">How many.</param>
/// <param name="Minimum">The smallest; the largest representable where there is none.</param>
/// <param name="Maximum">The largest; the smallest representable where there is none.</param>
internal readonly record struct QuantumRange(int Count, long Minimum, long Maximum)
{
    /// <summary>The largest absolute value.</summary>
    internal long Largest => Math.Max(Math.Abs(Minimum), Math.Abs(Maximum));

    /// <summary>As many integers in this range and another.</summary>
    internal QuantumRange Or(long minimum, long maximum) =>
        new(Count, Math.Min(Minimum, minimum), Math.Max(Maximum, maximum));
}
