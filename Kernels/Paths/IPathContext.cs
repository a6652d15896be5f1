using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Random;
using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Paths;

/// <summary>
/// All that a model sees while it simulates one lane of paths: who they are, the plan's tables,
/// a state of its own that starts with arbitrary contents, and a place for the outcomes.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public interface IPathContext<R, W>
    : IKeySchedule, IIntegers, IReals<R>, ISlots<R>, IOutcomes<R>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    /// <summary>The low 32 bits of the paths' indices.</summary>
    W PathLow { get; }

    /// <summary>The high 32 bits of the paths' indices.</summary>
    uint PathHigh { get; }

    /// <summary>Entry start + index of the plan's table of reals, path by path.</summary>
    R Real(int start, W index);

    /// <summary>Slot start + index of the state on the masked paths, each its own index; 0 on all
    /// others.</summary>
    R Load(int start, W index, W mask);

    /// <summary>Adds to slot start + index of the state on the masked paths, each at its own
    /// index.</summary>
    void AddTo(int start, W index, W mask, R amount);
}
