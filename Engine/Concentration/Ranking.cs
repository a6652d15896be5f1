namespace GpuRisk.Engine.Concentration;

/// <summary>Slices in order of their values, and room for what is told of them, so that no path
/// allocates any.</summary>
/// <remarks>
/// Sorted by natural merging: values of a stratum's slices rise or fall with their sizes, so that a
/// path has some twenty runs, which the sizes of strata tend to leave in order.
/// </remarks>
/// <param name="slices">How many there are.</param>
internal sealed class Ranking(int slices)
{
    private readonly int[] _ends = new int[slices];
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
