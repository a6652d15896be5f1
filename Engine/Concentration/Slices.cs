using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Concentration;

/// <summary>
/// Cuts the strata of a class into slices, so fine that measures of slices are those of wallets:
/// one wallet each among the largest, ever more below them, a sixty-fourth of all in the middle.
/// </summary>
/// <remarks>
/// Wallets are those of <see cref="WalletSample"/>. Of listed sizes all is exact; otherwise sizes
/// are taken to rise evenly inside a slice, between halves whose means are those of the law.
/// </remarks>
internal static class Slices
{
    // So few wallets are a slice each, and so many of the largest in any class.
    private const long Singles = 256;
    private const long LargestSingles = 32;

    // From a slice to the next larger wallets become this much fewer.
    private const double Growth = 1.1;

    // Parts of all wallets that a slice has in the middle; below the first the smallest are
    // halved some times more.
    private const int Parts = 64;
    private const int Halvings = 8;

    // Above as many wallets a list is stretched so far that its law is enough.
    private const long MostListed = 1L << 20;

    /// <summary>The slices of each stratum, the smallest wallets first.</summary>
    /// <param name="sizes">The distribution of the class's sizes.</param>
    /// <param name="strata">Its strata.</param>
    internal static Slice[][] Of(SizeDistribution sizes, IReadOnlyList<WalletGroup> strata)
    {
        long wallets = strata.Sum(s => s.Wallets);
        long[] edges = sizes is EqualSizes ? [] : [.. Edges(wallets)];
        double[]? listed = sizes is ListedSizes && wallets <= MostListed
            ? WalletSample.Of(sizes, (int)wallets)
            : null;
        double[]? sums = listed is null ? null : Sums(listed);
        var slices = new Slice[strata.Count][];
        long below = 0;
        for (int k = 0; k < slices.Length; k++)
        {
            long above = below + strata[k].Wallets;
            long[] cuts = [below, .. edges.Where(e => e > below && e < above), above];
            double[] means = new double[cuts.Length - 1];
            var made = new Slice[means.Length];
            for (int i = 0; i < made.Length; i++)
            {
                made[i] = listed is null
                    ? OfLaw(sizes, cuts[i], cuts[i + 1], wallets, out means[i])
                    : OfList(listed, sums!, (int)cuts[i], (int)cuts[i + 1], out means[i]);
            }

            slices[k] = Related(made, means);
            below = above;
        }

        return slices;
    }

    /// <summary>Theil's T of a stratum's wallets.</summary>
    internal static double Theil(IReadOnlyList<Slice> slices)
    {
        double wallets = slices.Sum(s => s.Wallets);
        double sum = slices.Sum(s =>
            s.Wallets * s.Relative * (Logarithm.Of(s.Relative) + s.Theil));

        // Rounding leaves equal wallets a hair below 0.
        return Math.Max(sum / wallets, 0.0);
    }

    // Wallets below each edge between slices, ascending.
    private static SortedSet<long> Edges(long wallets)
    {
        var edges = new SortedSet<long>();
        if (wallets <= Singles)
        {
            edges.UnionWith(Enumerable.Range(1, (int)wallets - 1).Select(i => (long)i));
            return edges;
        }

        double part = (double)wallets / Parts;
        for (double above = 1; above < part;
            above = above < LargestSingles ? above + 1 : Math.Ceiling(above * Growth))
        {
            edges.Add(wallets - (long)above);
        }

        for (int i = 1; i < Parts; i++)
        {
            edges.Add((long)(i * part));
        }

        for (int i = 1; i <= Halvings; i++)
        {
            edges.Add((long)Math.Max(part * Math.Pow(0.5, i), 1.0));
        }

        return edges;
    }

    private static double[] Sums(double[] sizes)
    {
        var sums = new double[sizes.Length + 1];
        for (int i = 0; i < sizes.Length; i++)
        {
            sums[i + 1] = sums[i] + sizes[i];
        }

        return sums;
    }

    private static Slice OfLaw(
        SizeDistribution sizes, long from, long to, long wallets, out double mean)
    {
        // Twice the numbers, so that half of an odd one is whole.
        double lower = SliceMeans.Of(sizes, 2 * from, from + to, 2 * wallets);
        double upper = SliceMeans.Of(sizes, from + to, 2 * to, 2 * wallets);
        mean = 0.5 * (lower + upper);
        double count = to - from;
        double rise = count == 1.0 ? 0.0 : Math.Max((upper - lower) / mean, 0.0);

        // Equal steps between so many wallets instead of an even rise.
        double steps = 1.0 - (1.0 / (count * count));
        return new Slice(
            count, 1.0, 2.0 / 3.0 * rise * steps, rise * rise / 6.0 * steps, 1.0 - rise,
            1.0 + rise);
    }

    private static Slice OfList(
        double[] sizes, double[] sums, int from, int to, out double mean)
    {
        double count = to - from;
        mean = (sums[to] - sums[from]) / count;
        double differences = 0.0;
        double theil = 0.0;
        for (int i = from; i < to; i++)
        {
            double below = i + 1 - from;
            double gap = i + 1 < to ? sizes[i + 1] - sizes[i] : 0.0;
            double ratio = sizes[i] / mean;
            differences += gap * below * (count - below);
            theil += ratio * Logarithm.Of(ratio);
        }

        return new Slice(
            count, 1.0, 2.0 * differences / (count * count * mean), Math.Max(theil / count, 0.0),
            sizes[from] / mean, sizes[to - 1] / mean)
        {
            Sums = sums,
            Below = from,
        };
    }

    // Means become relative to that of all slices.
    private static Slice[] Related(Slice[] slices, double[] means)
    {
        double wallets = 0.0;
        double total = 0.0;
        for (int i = 0; i < slices.Length; i++)
        {
            wallets += slices[i].Wallets;
            total += slices[i].Wallets * means[i];
        }

        return [.. slices.Select((s, i) => s with { Relative = means[i] * wallets / total })];
    }
}
