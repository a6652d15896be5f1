namespace GpuRisk.Kernels.Lanes;

/// <summary>A real lane that lies in a SIMD register and reads the plan through pointers.</summary>
/// <typeparam name="R">The lane itself.</typeparam>
/// <typeparam name="W">Words of the lane's width.</typeparam>
public unsafe interface ISimdReal<R, W> : IReal<R, W>
    where R : unmanaged, ISimdReal<R, W>
    where W : unmanaged, IWord<W>
{
    /// <summary>How many numbers the register holds.</summary>
    static abstract int Count { get; }

    /// <summary>first, first + 1, first + 2, ... across the register.</summary>
    static abstract W Indices(uint first);

    /// <summary>Where an entry of a table of the lane's precision lies.</summary>
    static abstract void* Entry(void* table, int index);

    /// <summary>One entry of a table of the lane's precision, in every lane.</summary>
    static abstract R Broadcast(void* table, int index);

    /// <summary>Entry start + index of a table, lane by lane.</summary>
    static abstract R Gather(void* table, int start, W index);

    /// <summary>Register start + index of the state on the masked lanes, 0 on all others.
    /// </summary>
    static abstract R Take(void* state, int start, in W index, in W mask);

    /// <summary>Adds to register start + index of the state, on the masked lanes.</summary>
    static abstract void AddTo(void* state, int start, in W index, in W mask, in R amount);
}
