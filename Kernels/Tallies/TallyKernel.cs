using ILGPU;

namespace GpuRisk.Kernels.Tallies;

/// <summary>The entry points of a tally on an ILGPU device with 64-bit integer atomics.</summary>
/// <remarks>
/// Everything is a sum or a maximum of integers, so the order in which threads come does not
/// show. Float64 serves to scale outcomes, as on the processor; simulation is another kernel.
/// </remarks>
public static class TallyKernel
{
    /// <summary>
    /// Adds a block of outcomes. The grid's second index is the metric; the threads of the first
    /// are a multiple of 64, so that each meets paths of one batch, and enough for
    /// <see cref="TallyTable.ThreadPathLimit"/>.
    /// </summary>
    public static void Add<R, TOutcome>(TallyBuffers<R> buffers, OutcomeBlock block)
        where R : unmanaged
        where TOutcome : struct, IOutcome<R>
    {
        int thread = (Grid.IdxX * Group.DimX) + Group.IdxX;
        if (thread < block.Count)
        {
            int metric = Grid.IdxY;
            int threads = Grid.DimX * Group.DimX;
            long first = (long)metric * block.Stride;
            MetricScale scale = buffers.Scales[metric];
            ArrayView<long> bins = buffers.Bins.SubView(
                (long)metric * TallyTable.BinsLength, TallyTable.BinsLength);
            ArrayView<long> rows = buffers.Rows.SubView(
                (long)metric * TallyTable.RowsLength, TallyTable.RowsLength);
            ThreadTally tally = default;
            for (int path = thread; path < block.Count; path += threads)
            {
                double outcome = TOutcome.Widen(buffers.Outcomes[first + path]);
                tally.Add(outcome, scale, block.FirstPath + path, bins);
            }

            tally.Flush(rows, (int)((block.FirstPath + thread) % TallyTable.Batches), bins);
        }
    }

    /// <summary>
    /// Keeps the value of each column's first fault where it lies in the block just added: the
    /// next launch overwrites the outcomes. One thread for each metric and batch.
    /// </summary>
    public static void KeepFaultValues<R, TOutcome>(TallyBuffers<R> buffers, OutcomeBlock block)
        where R : unmanaged
        where TOutcome : struct, IOutcome<R>
    {
        int thread = (Grid.IdxX * Group.DimX) + Group.IdxX;
        int metric = thread / TallyTable.Batches;
        if (metric < buffers.Scales.Length)
        {
            ArrayView<long> rows = buffers.Rows.SubView(
                (long)metric * TallyTable.RowsLength, TallyTable.RowsLength);
            int column = thread % TallyTable.Batches;
            long key = rows[TallyTable.Place(TallyRow.FaultKey, column)];
            long path = long.MaxValue - key - block.FirstPath;
            if (key != 0 && path >= 0 && path < block.Count)
            {
                double outcome = TOutcome.Widen(
                    buffers.Outcomes[((long)metric * block.Stride) + path]);
                KeepFaultValue(rows, column, key, outcome, buffers.Scales[metric]);
            }
        }
    }

    private static void KeepFaultValue(
        ArrayView<long> rows, int column, long key, double outcome, MetricScale scale)
    {
        const long CanonicalNaN = unchecked((long)0xFFF8_0000_0000_0000);
        long bits = Quantum.Pattern(outcome);
        bool absent = Quantum.IsNaN(bits) && scale.Conditional != 0;
        if (!absent && !new Quantum(outcome, scale).Exists)
        {
            int keyPlace = TallyTable.Place(TallyRow.ValueKey, column);
            int bitsPlace = TallyTable.Place(TallyRow.ValueBits, column);
            bits = Quantum.IsNaN(bits) ? CanonicalNaN : bits;
            rows[bitsPlace] = rows[keyPlace] == key ? Math.Min(rows[bitsPlace], bits) : bits;
            rows[keyPlace] = key;
        }
    }
}
