using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Paths;
using ILGPU;
using ILGPU.Runtime;

namespace GpuRisk.Engine.Devices;

/// <summary>
/// A stream with all that one launch needs: state, outcomes, and page-locked memory for those that
/// come to the host. While the host tallies one slot's outcomes, another slot's launch runs.
/// </summary>
internal sealed class LaunchSlot<R> : IDisposable
    where R : unmanaged
{
    private readonly Accelerator _accelerator;
    private readonly int _outcomeCount;
    private readonly MemoryBuffer1D<R, Stride1D.Dense> _state;
    private readonly MemoryBuffer1D<R, Stride1D.Dense> _outcomes;
    private PageLockedArray1D<R>? _host;
    private long _first;
    private int _count;

    public LaunchSlot(Accelerator accelerator, long stateLength, int outcomeCount, int paths)
    {
        _accelerator = accelerator;
        _outcomeCount = outcomeCount;
        Stream = accelerator.CreateStream();
        // Some models keep nothing, and no driver must be asked for no memory.
        _state = accelerator.Allocate1D<R>(Math.Max(stateLength, 1));
        _outcomes = accelerator.Allocate1D<R>((long)outcomeCount * paths);
    }

    /// <summary>The stream; what is put into it runs in order.</summary>
    public AcceleratorStream Stream { get; }

    /// <summary>The slot's memory beside the plan's tables.</summary>
    public DeviceBuffers<R> With(ArrayView<R> reals, ArrayView<int> integers) =>
        new(reals, integers, _state.View.AsContiguous(), _outcomes.View.AsContiguous());

    /// <summary>The outcomes of a launch, in the device's memory.</summary>
    public ArrayView<R> Outcomes(int count) =>
        _outcomes.View.AsContiguous().SubView(0, (long)count * _outcomeCount);

    /// <summary>Starts to copy the outcomes of the launch before.</summary>
    public void BeginCopy(long first, int count)
    {
        (_first, _count) = (first, count);
        ArrayView<R> outcomes = Outcomes(count);
        if (_host is null || _host.Length < outcomes.Length)
        {
            _host?.Dispose();
            _host = _accelerator.AllocatePageLocked1D<R>(outcomes.Length);
        }

        outcomes.CopyTo(Stream, _host.ArrayView.SubView(0, outcomes.Length));
    }

    /// <summary>Waits for the copy and hands on what was copied.</summary>
    public void Deliver(IOutcomeSink sink)
    {
        Stream.Synchronize();
        Span<byte> bytes = MemoryMarshal.AsBytes(_host!.Span[..(_count * _outcomeCount)]);
        if (Unsafe.SizeOf<R>() == sizeof(float))
        {
            sink.Add(MemoryMarshal.Cast<byte, float>(bytes), _count, _count, _first);
        }
        else
        {
            sink.Add(MemoryMarshal.Cast<byte, double>(bytes), _count, _count, _first);
        }
    }

    public void Dispose()
    {
        Stream.Synchronize();
        _host?.Dispose();
        _outcomes.Dispose();
        _state.Dispose();
        Stream.Dispose();
    }
}
