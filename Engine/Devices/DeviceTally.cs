using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Tallies;
using ILGPU;
using ILGPU.Runtime;

namespace GpuRisk.Engine.Devices;

/// <summary>
/// A tally in a device's memory. Outcomes stay where the simulation wrote them; what is counted
/// of them comes to the host once a chunk, and gives the same bits as if the outcomes had come.
/// </summary>
/// <remarks>
/// A chunk is a call of <see cref="Clear"/>, calls of <see cref="Add"/> for fewer than
/// <see cref="TallyTable.PathLimit"/> paths, and a call of <see cref="MergeInto"/>, all on one
/// stream and on the thread that the accelerator is bound to.
/// </remarks>
internal sealed class DeviceTally<R> : IDisposable
    where R : unmanaged
{
    // Each thread ends with about ten atomics, so one for every path would make those the work;
    // one for too many paths would leave the device idle.
    private const int PathsPerThread = 32;

    private readonly TallyKernels<R> _kernels;
    private readonly LaunchShape _shape;
    private readonly int _metrics;
    private readonly MemoryBuffer1D<MetricScale, Stride1D.Dense> _scales;
    private readonly MemoryBuffer1D<long, Stride1D.Dense> _rows;
    private readonly MemoryBuffer1D<long, Stride1D.Dense> _bins;
    private readonly PageLockedArray1D<long> _hostRows;
    private readonly PageLockedArray1D<long> _hostBins;
    private long _paths;
    private bool _open;

    /// <summary>Takes <see cref="BytesPerMetric"/> for each metric on the device, and as much
    /// page-locked memory on the host.</summary>
    /// <param name="accelerator">The device, bound to this thread.</param>
    /// <param name="kernels">The kernels, compiled for it.</param>
    /// <param name="shape">How launches are shaped; groups of a power of two.</param>
    /// <param name="metrics">What the outcomes are, in their order.</param>
    internal DeviceTally(
        Accelerator accelerator, TallyKernels<R> kernels, LaunchShape shape,
        IReadOnlyList<Metric> metrics)
    {
        if (!int.IsPow2(shape.GroupSize))
        {
            throw new ArgumentException(
                $"Groups of {shape.GroupSize} threads; a power of two is needed.", nameof(shape));
        }

        _kernels = kernels;
        _shape = shape;
        _metrics = metrics.Count;
        _scales = accelerator.Allocate1D(metrics.Select(metric => new MetricScale(
            metric.Origin, metric.Scale, metric.Conditional)).ToArray());
        _rows = accelerator.Allocate1D<long>((long)_metrics * TallyTable.RowsLength);
        _bins = accelerator.Allocate1D<long>((long)_metrics * TallyTable.BinsLength);
        _hostRows = accelerator.AllocatePageLocked1D<long>(_rows.Length);
        _hostBins = accelerator.AllocatePageLocked1D<long>(_bins.Length);
    }

    /// <summary>Bytes that a metric takes, on the device and again on the host.</summary>
    internal static long BytesPerMetric =>
        sizeof(long) * (long)(TallyTable.RowsLength + TallyTable.BinsLength);

    /// <summary>Whether a device can tally: whether ILGPU's 64-bit integer atomics work on it.
    /// Those for OpenCL need generic address spaces, which few devices have.</summary>
    internal static bool IsSupported(Accelerator accelerator) =>
        accelerator.AcceleratorType is AcceleratorType.Cuda or AcceleratorType.CPU;

    /// <summary>Forgets everything, without waiting for it.</summary>
    internal void Clear(AcceleratorStream stream)
    {
        _rows.View.MemSetToZero(stream);
        _bins.View.MemSetToZero(stream);
        _paths = 0;
        _open = true;
    }

    /// <summary>Adds the outcomes of consecutive paths, without waiting for it.</summary>
    /// <param name="stream">The stream on which they are written.</param>
    /// <param name="outcomes">Metric after metric.</param>
    /// <param name="stride">Outcomes from one metric to the next; at least the paths.</param>
    /// <param name="count">Number of paths; at least 1.</param>
    /// <param name="firstPath">The index of the first path; at least 0.</param>
    internal void Add(
        AcceleratorStream stream, ArrayView<R> outcomes, int stride, int count, long firstPath)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegative(firstPath);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, count);
        long needed = ((_metrics - 1L) * stride) + count;
        ArgumentOutOfRangeException.ThrowIfLessThan(outcomes.Length, needed, nameof(outcomes));
        if (!_open || _paths + count >= TallyTable.PathLimit)
        {
            throw new InvalidOperationException(
                $"{count} paths after {_paths}: a chunk begins with {nameof(Clear)} and has "
                + $"fewer than {TallyTable.PathLimit} paths.");
        }

        var buffers = new TallyBuffers<R>(
            outcomes, _scales.View.AsContiguous(), _rows.View.AsContiguous(),
            _bins.View.AsContiguous());
        var block = new OutcomeBlock(stride, count, firstPath);
        _kernels.Add(stream, AddShape(count), buffers, block);
        _kernels.KeepFaultValues(stream, FaultShape(), buffers, block);
        _paths += count;
    }

    /// <summary>
    /// Waits for all that was added, brings the counts to the host and adds them to a tally of
    /// the same metrics, or throws and leaves it as it was.
    /// </summary>
    internal void MergeInto(AcceleratorStream stream, RunTally tally)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(tally.Metrics.Count, _metrics, nameof(tally));
        _open = false;
        _rows.View.AsContiguous().CopyTo(stream, _hostRows.ArrayView);
        stream.Synchronize();
        for (int metric = 0; metric < _metrics; metric++)
        {
            DeviceSums sums = Sums(metric);
            if (sums.Paths != _paths)
            {
                throw new DeviceException(
                    $"{_paths} paths were tallied and {sums.Paths} counted of "
                    + $"{tally.Metrics[metric].Metric.Name}.");
            }

            CopyPages(stream, metric, sums.Pages(negative: false));
            CopyPages(stream, metric, sums.Pages(negative: true));
        }

        stream.Synchronize();
        for (int metric = 0; metric < _metrics; metric++)
        {
            tally.Metrics[metric].Absorb(Sums(metric));
        }

        tally.Absorb(_paths);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hostBins.Dispose();
        _hostRows.Dispose();
        _bins.Dispose();
        _rows.Dispose();
        _scales.Dispose();
    }

    private DeviceSums Sums(int metric) => new(
        _hostRows.Span.Slice(metric * TallyTable.RowsLength, TallyTable.RowsLength),
        _hostBins.Span.Slice(metric * TallyTable.BinsLength, TallyTable.BinsLength));

    private void CopyPages(AcceleratorStream stream, int metric, (int First, int Count) pages)
    {
        if (pages.Count > 0)
        {
            long start = ((long)metric * TallyTable.BinsLength)
                + ((long)pages.First * TallyTable.PageWords);
            long length = (long)pages.Count * TallyTable.PageWords;
            _bins.View.AsContiguous().SubView(start, length)
                .CopyTo(stream, _hostBins.ArrayView.SubView(start, length));
        }
    }

    // As many threads as are busy at once, in whole groups and whole rows of batches, but not
    // more than the paths are worth nor fewer than the sums of a thread allow.
    private KernelConfig AddShape(int count)
    {
        int unit = Math.Max(_shape.GroupSize, TallyTable.Batches);
        int least = DivideUp(count, TallyTable.ThreadPathLimit);
        int wanted = Math.Min(DivideUp(count, PathsPerThread), _shape.Threads / _metrics);
        int threads = unit * DivideUp(Math.Max(Math.Max(wanted, least), 1), unit);
        return new KernelConfig(
            new Index2D(threads / _shape.GroupSize, _metrics), new Index2D(_shape.GroupSize, 1));
    }

    private KernelConfig FaultShape() => new(
        DivideUp(_metrics * TallyTable.Batches, _shape.GroupSize), _shape.GroupSize);

    private static int DivideUp(int dividend, int divisor) => ((dividend - 1) / divisor) + 1;
}
