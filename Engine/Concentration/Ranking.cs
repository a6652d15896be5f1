namespace GpuRisk.Engine.Concentration;

/// <summary>Slices in order of their values, and room for what is told of them, so that no path
/// allocates any.</summary>
/// <remarks>
/// Sorted by buckets, as many to every power of two of what values are, and by insertion what they
/// leave. Where too many values are too much alike for that, by natural merging.
/// </remarks>
/// <param name="slices">How many there are.</param>
internal sealed class Ranking(int slices)
{
    // Between two powers of two lie so many buckets, and below the largest value so many powers.
    private const int BucketBits = 4;
    private const int Powers = 40;
    private const int BucketsOfSign = (Powers + 1) << BucketBits;
    private const int MantissaBits = 52;

    // In a bucket with more values insertion would take too long.
    private const int MostOfBucket = 64;

    private readonly int[] _ends = new int[slices];
    private readonly int[] _bucketOf = new int[slices];
    private readonly int[] _places = new int[(2 * BucketsOfSign) + 2];
    private double[] _otherValues = new double[slices];
    private int[] _otherOrder = new int[slices];
    private bool _isBounded;

    /// <summary>The slices' indices, in order of their values, equal ones by index.</summary>
    internal int[] Order { get; private set; } = new int[slices];

    /// <summary>Their values in that order.</summary>
    internal double[] Values { get; private set; } = new double[slices];

    /// <summary>Their wallets in that order.</summary>
    internal double[] Wallets { get; } = new double[slices];

    /// <summary>The largest gain of a single wallet in each and all before it, once bounded.
    /// </summary>
    internal double[] Highest { get; } = new double[slices];

    /// <summary>The smallest gain of a single wallet in each and all after it, once bounded.
    /// </summary>
    internal double[] Lowest { get; } = new double[slices];

    /// <summary>Sorts the slices.</summary>
    /// <param name="values">The value of each.</param>
    internal void Sort(ReadOnlySpan<double> values)
    {
        _isBounded = false;
        if (Spread(values))
        {
            Insert();
        }
        else
        {
            SortByMerging(values);
        }
    }

    /// <summary>Finds <see cref="Highest"/> and <see cref="Lowest"/>, where they are not known.
    /// </summary>
    internal void Bound(ReadOnlySpan<Slice> of)
    {
        if (_isBounded)
        {
            return;
        }

        double highest = 0.0;
        double lowest = double.PositiveInfinity;
        for (int i = 0, last = Order.Length - 1; i <= last; i++)
        {
            highest = Math.Max(highest, Math.Max(Values[i], 0.0) * of[Order[i]].Most);
            Highest[i] = highest;
            lowest = Math.Min(
                lowest, Math.Max(Values[last - i], 0.0) * of[Order[last - i]].Least);
            Lowest[last - i] = lowest;
        }

        _isBounded = true;
    }

    // Bits of a number without its sign rise with it, a power of two by as many each. Equal values
    // come into one bucket, in order of index.
    private bool Spread(ReadOnlySpan<double> values)
    {
        long largest = 0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, BitConverter.DoubleToInt64Bits(value) & long.MaxValue);
        }

        // Of those that have nothing, of which there may be many, none is to be moved.
        long floor = Math.Max(largest - ((long)Powers << MantissaBits), 0);
        int most = 0;
        Span<int> places = _places;
        places.Clear();
        for (int i = 0; i < values.Length; i++)
        {
            long bits = BitConverter.DoubleToInt64Bits(values[i]);
            long above = Math.Max((bits & long.MaxValue) - floor, 0);
            int far = (int)(above >> (MantissaBits - BucketBits));
            int bucket = BucketsOfSign + (bits < 0 ? -far : far);
            _bucketOf[i] = bucket;
            int count = ++places[bucket + 1];
            most = Math.Max(most, far == 0 ? 0 : count);
        }

        if (most > MostOfBucket)
        {
            return false;
        }

        int place = 0;
        foreach (ref int next in places)
        {
            place += next;
            next = place;
        }

        for (int i = 0; i < values.Length; i++)
        {
            int to = places[_bucketOf[i]]++;
            Order[to] = i;
            Values[to] = values[i];
        }

        return true;
    }

    private void Insert()
    {
        Span<double> values = Values;
        Span<int> order = Order;
        for (int i = 1; i < values.Length; i++)
        {
            double value = values[i];
            if (value < values[i - 1])
            {
                int index = order[i];
                int to = i;
                for (; to > 0 && value < values[to - 1]; to--)
                {
                    values[to] = values[to - 1];
                    order[to] = order[to - 1];
                }

                values[to] = value;
                order[to] = index;
            }
        }
    }

    private void SortByMerging(ReadOnlySpan<double> values)
    {
        int runs = TakeRuns(values);
        while (runs > 1)
        {
            int merged = 0;
            for (int run = 0; run < runs; run += 2)
            {
                int start = merged > 0 ? _ends[merged - 1] : 0;
                int end = _ends[Math.Min(run + 1, runs - 1)];
                Merge(start, _ends[run], end);
                _ends[merged++] = end;
            }

            runs = merged;
            (Values, _otherValues) = (_otherValues, Values);
            (Order, _otherOrder) = (_otherOrder, Order);
        }
    }

    // A run that falls is turned round; as equal values end it, those stay in order of index.
    private int TakeRuns(ReadOnlySpan<double> values)
    {
        int runs = 0;
        for (int start = 0; start < values.Length;)
        {
            int end = start + 1;
            bool falls = end < values.Length && values[end] < values[start];
            while (end < values.Length && values[end] < values[end - 1] == falls)
            {
                end++;
            }

            for (int i = start; i < end; i++)
            {
                Order[i] = falls ? start + end - 1 - i : i;
                Values[i] = values[Order[i]];
            }

            _ends[runs++] = end;
            start = end;
        }

        return runs;
    }

    // From both ends at once and without branches, which nobody could predict: each end waits for
    // its own comparisons only.
    private void Merge(int start, int middle, int end)
    {
        ReadOnlySpan<double> values = Values;
        ReadOnlySpan<int> order = Order;
        Span<double> toValues = _otherValues;
        Span<int> toOrder = _otherOrder;
        (int low, int lastLow) = (start, middle - 1);
        (int high, int lastHigh) = (middle, end - 1);
        (int front, int back) = (start, end - 1);
        while (low < lastLow && high < lastHigh)
        {
            int fromHigh = values[high] < values[low] ? 1 : 0;
            int from = fromHigh != 0 ? high : low;
            toValues[front] = values[from];
            toOrder[front++] = order[from];
            high += fromHigh;
            low += 1 - fromHigh;
            int fromLow = values[lastHigh] < values[lastLow] ? 1 : 0;
            from = fromLow != 0 ? lastLow : lastHigh;
            toValues[back] = values[from];
            toOrder[back--] = order[from];
            lastLow -= fromLow;
            lastHigh -= 1 - fromLow;
        }

        while (front <= back)
        {
            bool isHigh = low > lastLow || (high <= lastHigh && values[high] < values[low]);
            int from = isHigh ? high++ : low++;
            toValues[front] = values[from];
            toOrder[front++] = order[from];
        }
    }
}
