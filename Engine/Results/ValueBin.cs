using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Results;

/// <summary>
/// What a bin of the sketch tells about the outcomes in it. All in fixed-point units; 47-bit
/// integers are exact as doubles.
/// </summary>
/// <param name="Lower">The least value that an outcome in the bin can have.</param>
/// <param name="Width">The greatest less the least.</param>
/// <param name="Count">Outcomes in the bin; at least one.</param>
/// <param name="Offset">The mean outcome less <paramref name="Lower"/>; exact to rounding.</param>
/// <param name="Alike">Whether all outcomes of the bin are taken to be equal.</param>
internal readonly record struct ValueBin(
    double Lower,
    double Width,
    long Count,
    double Offset,
    bool Alike)
{
    /// <summary>The sum of what single outcomes count, squared: as much as <see cref="Count"/>
    /// where each counts once.</summary>
    internal double Squares { get; init; } = Count;

    private const long SmallestTie = 1024;

    // Adding a metric's origin to a mean and taking it away again costs less than this.
    private const double WholeMean = 1e-5;

    /// <summary>The mean of the outcomes.</summary>
    internal double Mean => Lower + Offset;

    /// <summary>The greatest value that an outcome in the bin can have.</summary>
    internal double Upper => Lower + Width;

    /// <summary>A bin of a tally, its edges drawn in to the extremes of all outcomes.</summary>
    internal static ValueBin Of(SketchBin bin, long minimum, long maximum)
    {
        long lower = Math.Max(bin.Lower, minimum);
        long upper = Math.Min(bin.Upper, maximum);

        // Equal outcomes, as of a fixed fee, make the sum a multiple of the count. Others do so
        // once in count times, and would then be placed up to a whole width off: too often for
        // small counts.
        bool divisible = bin.Sum % bin.Count == 0;
        bool alike = bin.Count == 1 || (divisible && bin.Count >= SmallestTie);
        double offset = (double)(bin.Sum - ((Int128)lower * bin.Count)) / bin.Count;
        return new ValueBin(lower, upper - lower, bin.Count, offset, alike);
    }

    /// <summary>The bin of a tally that an <see cref="OutcomeBin"/> tells of. Its edges are whole
    /// numbers of units, and so is its mean where the sum is a multiple of the count.</summary>
    internal static ValueBin Of(OutcomeBin bin, Metric metric)
    {
        double Units(double value) => (value - metric.Origin) * metric.Scale;
        double lower = Math.Round(Units(bin.Lower));
        double upper = Math.Round(Units(bin.Upper));
        double mean = Units(bin.Mean);
        bool divisible = Math.Abs(mean - Math.Round(mean)) < WholeMean;
        bool alike = bin.Count == 1 || (divisible && bin.Count >= SmallestTie);
        double offset = Math.Clamp(mean - lower, 0, upper - lower);
        return new ValueBin(lower, upper - lower, bin.Count, offset, alike)
        {
            Squares = bin.Squares,
        };
    }

    /// <summary>
    /// The value of an outcome by its rank from the least, 1 to the count: as if spread evenly,
    /// but never more than half a width from all that count and sum allow.
    /// </summary>
    internal double ValueAt(long rank)
    {
        if (Alike)
        {
            return Mean;
        }

        // The others can lie no higher than the top edge and no lower than the bottom edge, which
        // bounds this one from below and above.
        double sum = Offset * Count;
        double least = Math.Max(0.0, (sum - ((Count - rank) * Width)) / rank);
        double greatest = Math.Min(Width, sum / (Count - rank + 1));
        double even = Width * (rank - 0.5) / Count;
        double half = 0.5 * Width;
        double low = Math.Max(least, greatest - half);
        double high = Math.Min(greatest, least + half);
        return Lower + Math.Min(Math.Max(even, low), high);
    }

    /// <summary>The mean of a number, maybe broken, of the greatest outcomes.</summary>
    internal double TopMean(double number)
    {
        if (Alike)
        {
            return Mean;
        }

        double even = Offset + (0.5 * Width * (1.0 - (number / Count)));
        return Lower + Math.Min(Math.Min(even, Width), Offset * Count / number);
    }
}
