using System.Runtime.InteropServices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Engine.Devices;

/// <summary>One thread's share of the processor's vector units.</summary>
internal sealed unsafe class SimdWorker<R, W> : IPathWorker
    where R : unmanaged, ISimdReal<R, W>
    where W : unmanaged, IWord<W>
{
    // A tally's bins are far more than a cache holds, and are fetched for each block: the more
    // outcomes of a metric meet them there the better. A block's outcomes are read in order.
    private const int BlockBytes = 1 << 20;
    private const int LargestBlock = 16;

    private readonly Plan _plan;
    private readonly int _blockPaths;
    private readonly delegate*<SimdContext<R, W>, void> _simulate;
    private readonly DrawnTables _tables;
    private readonly void* _reals;
    private readonly int* _integers;
    private readonly R* _state;
    private readonly R* _outcomes;

    public SimdWorker(Plan plan)
    {
        _plan = plan;
        _simulate = plan.Model.SimdEntry<R, W>();
        _tables = plan.Tables.Drawn;
        _reals = Allocate(plan.Reals.Count, sizeof(double));
        for (int i = 0; i < plan.Reals.Count; i++)
        {
            if (IsSingle)
            {
                ((float*)_reals)[i] = (float)plan.Reals[i];
            }
            else
            {
                ((double*)_reals)[i] = plan.Reals[i];
            }
        }

        _integers = (int*)Allocate(plan.Integers.Count, sizeof(int));
        for (int i = 0; i < plan.Integers.Count; i++)
        {
            _integers[i] = plan.Integers[i];
        }

        _state = (R*)Allocate(plan.StateSlots(R.BlockSteps), sizeof(R));
        int groups = BlockBytes / sizeof(R) / Math.Max(plan.Outcomes.Count, 1);
        _blockPaths = MetricTally.BatchCount
            * Math.Clamp(groups * R.Count / MetricTally.BatchCount, 1, LargestBlock);
        _outcomes = (R*)Allocate(
            checked(_blockPaths / R.Count * plan.Outcomes.Count), sizeof(R));
    }

    /// <inheritdoc/>
    public int LeastPaths => Math.Max(R.Count, MetricTally.BatchCount);

    /// <inheritdoc/>
    public int MostPaths => 1 << 20;

    private static bool IsSingle => sizeof(R) / R.Count == sizeof(float);

    private static void* Allocate(int count, int size) =>
        NativeMemory.AlignedAlloc((nuint)Math.Max(count, 1) * (nuint)size, 64);

    /// <inheritdoc/>
    public void Simulate(ulong seed, long firstPath, int count, IOutcomeSink sink)
    {
        int done = 0;
        while (done < count)
        {
            int block = _blockPaths;
            int beyond = (int)((firstPath + done) % DrawnTables.Paths);
            if (_plan.Tables.Draws > 1 && beyond > 0)
            {
                // Registers may not reach from one draw's paths to the next's.
                block = DrawnTables.Paths - beyond;
            }

            block = Math.Min(count - done, block);
            SimulateBlock(seed, firstPath + done, block, sink);
            done += block;
        }
    }

    private void SimulateBlock(ulong seed, long firstPath, int count, IOutcomeSink sink)
    {
        int groups = (count + R.Count - 1) / R.Count;
        int realSize = sizeof(R) / R.Count;
        var frame = new SimdFrame { State = _state, OutcomeStride = groups };
        frame.SetSeed(seed);
        for (int group = 0; group < groups; group++)
        {
            frame.Outcomes = _outcomes + group;
            frame.FirstPath = (ulong)firstPath + (ulong)(group * R.Count);
            frame.Reals = (byte*)_reals + ((nint)_tables.RealsOf((uint)frame.FirstPath) * realSize);
            frame.Integers = _integers + _tables.IntegersOf((uint)frame.FirstPath);
            _simulate(new SimdContext<R, W>(&frame));
        }

        int stride = groups * R.Count;
        int length = stride * _plan.Outcomes.Count;
        if (IsSingle)
        {
            sink.Add(new ReadOnlySpan<float>(_outcomes, length), stride, count, firstPath);
        }
        else
        {
            sink.Add(new ReadOnlySpan<double>(_outcomes, length), stride, count, firstPath);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_reals);
        NativeMemory.AlignedFree(_integers);
        NativeMemory.AlignedFree(_state);
        NativeMemory.AlignedFree(_outcomes);
    }
}
