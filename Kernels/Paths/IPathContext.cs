using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Paths;

/// <summary>
/// All that a model sees while it simulates one lane of paths: who they are, the plan's tables,
/// a state of its own that starts with arbitrary contents, and a place for the outcomes.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public interface IPathContext<R, W> : IKeySchedule
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    /// <summary>The low 32 bits of the paths' indices.</summary>
    W PathLow { get; }

    /// <summary>The high 32 bits of the paths' indices.</summary>
    uint PathHigh { get; }

    /// <summary>An entry of the plan's table of reals.</summary>
    R Real(int index);

    /// <summary>Entry start + index of the plan's table of reals, path by path.</summary>
    R Real(int start, W index);

    /// <summary>An entry of the plan's table of integers.</summary>
    int Integer(int index);

    /// <summary>Reads a slot of the paths' state.</summary>
    R Load(int slot);

    /// <summary>Writes a slot of the paths' state.</summary>
    void Store(int slot, R value);

    /// <summary>Writes the paths' outcome of a metric. Each metric is written exactly once; NaN
    /// tells that it has no value on this path.</summary>
    void Emit(int metric, R value);
}
