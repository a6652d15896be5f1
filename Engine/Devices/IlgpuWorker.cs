using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using ILGPU;
using ILGPU.Runtime;

namespace GpuRisk.Engine.Devices;

/// <summary>A plan in an ILGPU device's memory.</summary>
internal sealed class IlgpuWorker<R, W> : IPathWorker
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    private const int LargestChunk = 1 << 20;

    private readonly Accelerator _accelerator;
    private readonly Action<AcceleratorStream, KernelConfig, DeviceBuffers<R>, PathChunk> _kernel;
    private readonly Plan _plan;
    private readonly AcceleratorStream _stream;
    private readonly MemoryBuffer1D<R, Stride1D.Dense> _reals;
    private readonly MemoryBuffer1D<int, Stride1D.Dense> _integers;
    private readonly MemoryBuffer1D<R, Stride1D.Dense> _state;
    private readonly int _threads;
    private readonly int _groupSize;
    private MemoryBuffer1D<R, Stride1D.Dense>? _outcomes;
    private R[] _host = [];

    public IlgpuWorker(
        Accelerator accelerator,
        Action<AcceleratorStream, KernelConfig, DeviceBuffers<R>, PathChunk> kernel,
        Plan plan,
        LaunchShape shape)
    {
        _accelerator = accelerator;
        _kernel = kernel;
        _plan = plan;
        _groupSize = shape.GroupSize;
        long real = Unsafe.SizeOf<R>();
        long half = shape.MemoryBytes / 2;
        long fitting = half / (real * Math.Max(plan.StateSlots, 1)) / _groupSize;
        _threads = _groupSize * (int)Math.Clamp(fitting, 1, shape.Threads / _groupSize);
        PreferredPaths = (int)Math.Clamp(
            half / (real * Math.Max(plan.Outcomes.Count, 1)), 1,
            Math.Min(LargestChunk, 4L * _threads));
        accelerator.Bind();
        _stream = accelerator.CreateStream();
        _reals = accelerator.Allocate1D(Convert(plan.Reals));
        _integers = accelerator.Allocate1D([.. plan.Integers]);
        _state = accelerator.Allocate1D<R>(checked((long)plan.StateSlots * _threads));
    }

    /// <inheritdoc/>
    public int PreferredPaths { get; }

    private static R[] Convert(IReadOnlyList<double> values)
    {
        var result = new R[values.Count];
        Span<byte> bytes = MemoryMarshal.AsBytes(result.AsSpan());
        for (int i = 0; i < values.Count; i++)
        {
            if (Unsafe.SizeOf<R>() == sizeof(float))
            {
                MemoryMarshal.Cast<byte, float>(bytes)[i] = (float)values[i];
            }
            else
            {
                MemoryMarshal.Cast<byte, double>(bytes)[i] = values[i];
            }
        }

        return result;
    }

    /// <inheritdoc/>
    public void Simulate(ulong seed, long firstPath, int count, IOutcomeSink sink)
    {
        _accelerator.Bind();
        long length = (long)count * _plan.Outcomes.Count;
        if (_outcomes is null || _outcomes.Length < length)
        {
            _outcomes?.Dispose();
            _outcomes = _accelerator.Allocate1D<R>(length);
            _host = new R[length];
        }

        var buffers = new DeviceBuffers<R>(
            _reals.View.AsContiguous(), _integers.View.AsContiguous(),
            _state.View.AsContiguous(), _outcomes.View.AsContiguous());
        int threads = Math.Min(
            _threads, (count + _groupSize - 1) / _groupSize * _groupSize);
        var chunk = new PathChunk((ulong)firstPath, count, threads, seed);
        _kernel(_stream, new KernelConfig(threads / _groupSize, _groupSize), buffers, chunk);
        _outcomes.View.SubView(0, length).CopyToCPU(_stream, _host.AsSpan(0, (int)length));
        _stream.Synchronize();
        Span<byte> bytes = MemoryMarshal.AsBytes(_host.AsSpan(0, (int)length));
        if (Unsafe.SizeOf<R>() == sizeof(float))
        {
            sink.Add(MemoryMarshal.Cast<byte, float>(bytes), count, count, firstPath);
        }
        else
        {
            sink.Add(MemoryMarshal.Cast<byte, double>(bytes), count, count, firstPath);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _outcomes?.Dispose();
        _state.Dispose();
        _integers.Dispose();
        _reals.Dispose();
        _stream.Dispose();
    }
}
