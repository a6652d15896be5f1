namespace GpuRisk.Engine.Tallies;

/// <summary>
/// What is kept of a metric beside its counts where paths count by weights: sums of weights, and
/// of outcomes times weights, by logical batch; and of each bin its weight and the sum of squared
/// weights. All are integers, so that their order does not show.
/// </summary>
/// <remarks>Weights are 1 on average, so that the sums of 2^38 paths fit 128 bits; what would not
/// is refused (<see cref="OverflowException"/>).</remarks>
internal sealed class WeightedSums
{
    /// <summary>Binary digits of a weight's fraction.</summary>
    internal const int FractionBits = 48;

    /// <summary>Binary digits of a weight's fraction where it is squared.</summary>
    internal const int SquareBits = 40;

    // Weights are at most the inverse of the true law's share.
    private const double Most = 1 << 10;

    private const int BatchCount = MetricTally.BatchCount;

    private readonly Int128[] _weights = new Int128[BatchCount];
    private readonly Int128[] _sums = new Int128[BatchCount];
    private readonly SortedDictionary<int, WeightedBin[]> _pages = [];

    /// <summary>Whether any path counts.</summary>
    internal bool IsEmpty => _pages.Count == 0;

    /// <summary>The weight of each batch, and the sum of its outcomes times weights.</summary>
    internal IEnumerable<(Int128 Weight, Int128 Sum)> Batches => _weights.Zip(_sums);

    /// <summary>The weights of paths as integers; 0 of one that is no weight.</summary>
    internal static void Convert(ReadOnlySpan<double> weights, Span<long> integers)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            integers[i] = weights[i] is >= 0 and < Most
                ? (long)Math.Round(Math.ScaleB(weights[i], FractionBits))
                : 0;
        }
    }

    /// <summary>A bin's weight and squared weights.</summary>
    internal WeightedBin this[int index] =>
        _pages.TryGetValue(index / Sketch.PageLength, out WeightedBin[]? page)
            ? page[index % Sketch.PageLength]
            : default;

    /// <summary>Adds an outcome.</summary>
    /// <param name="quantum">Its integer.</param>
    /// <param name="weight">Its path's weight.</param>
    /// <param name="path">The path's index.</param>
    internal void Add(long quantum, long weight, long path)
    {
        int batch = (int)(path % BatchCount);
        ulong square = (ulong)(weight >> (FractionBits - SquareBits));
        checked
        {
            _weights[batch] += weight;
            _sums[batch] += Math.BigMul(quantum, weight);
        }

        Add(Sketch.IndexOf(quantum), new WeightedBin((UInt128)weight, Math.BigMul(square, square)));
    }

    /// <summary>Adds all that another holds.</summary>
    internal void Merge(WeightedSums other)
    {
        for (int i = 0; i < BatchCount; i++)
        {
            checked
            {
                _weights[i] += other._weights[i];
                _sums[i] += other._sums[i];
            }
        }

        foreach ((int index, WeightedBin bin) in other.Bins())
        {
            Add(index, bin);
        }
    }

    /// <summary>Writes the canonical bytes.</summary>
    internal void Write(ByteWriter bytes)
    {
        foreach ((Int128 weight, Int128 sum) in Batches)
        {
            bytes.Write(weight);
            bytes.Write(sum);
        }

        (int Index, WeightedBin Bin)[] bins = [.. Bins()];
        bytes.Write(bins.Length);
        foreach ((int index, WeightedBin bin) in bins)
        {
            bytes.Write(index);
            bytes.Write((Int128)bin.Weight);
            bytes.Write((Int128)bin.Squares);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    internal void Read(ByteReader bytes, string metric)
    {
        for (int i = 0; i < BatchCount; i++)
        {
            _weights[i] = bytes.ReadInt128();
            _sums[i] = bytes.ReadInt128();
        }

        for (int left = bytes.ReadInt32(); left > 0; left--)
        {
            int index = bytes.ReadInt32();
            ByteReader.Require(index is >= 0 and < Sketch.IndexLimit, metric, "weighted bin");
            Add(index, new((UInt128)bytes.ReadInt128(), (UInt128)bytes.ReadInt128()));
        }
    }

    private IEnumerable<(int Index, WeightedBin Bin)> Bins() =>
        from page in _pages
        from slot in Enumerable.Range(0, Sketch.PageLength)
        where page.Value[slot].Weight > 0
        select ((page.Key * Sketch.PageLength) + slot, page.Value[slot]);

    private void Add(int index, WeightedBin bin)
    {
        (int page, int slot) = Math.DivRem(index, Sketch.PageLength);
        if (!_pages.TryGetValue(page, out WeightedBin[]? bins))
        {
            _pages.Add(page, bins = new WeightedBin[Sketch.PageLength]);
        }

        bins[slot] += bin;
    }
}

/// <summary>A bin's weight and squared weights.</summary>
/// <param name="Weight">The sum of weights, in units of 2^-48.</param>
/// <param name="Squares">The sum of their squares, in units of 2^-80.</param>
internal readonly record struct WeightedBin(UInt128 Weight, UInt128 Squares)
{
    public static WeightedBin operator +(WeightedBin one, WeightedBin other) =>
        checked(new(one.Weight + other.Weight, one.Squares + other.Squares));
}
