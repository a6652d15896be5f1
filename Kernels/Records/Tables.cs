namespace GpuRisk.Kernels.Records;

/// <summary>The plan's integers.</summary>
public interface IIntegers
{
    /// <summary>Whether rows are read as they lie in memory, and not field by field.</summary>
    static abstract bool HoldsRows { get; }

    /// <summary>An entry of the plan's table of integers.</summary>
    int Integer(int index);

    /// <summary>The row that begins at an entry, where <see cref="HoldsRows"/>.</summary>
    /// <typeparam name="T">A row: integers that follow each other.</typeparam>
    T Row<T>(int start)
        where T : unmanaged;
}

/// <summary>The plan's reals.</summary>
/// <typeparam name="R">The lane.</typeparam>
public interface IReals<R>
{
    /// <summary>An entry of the plan's table of reals.</summary>
    R Real(int index);

    /// <summary>The same, at a constant place after a start.</summary>
    R Real(int start, int place);
}

/// <summary>The paths' state.</summary>
/// <typeparam name="R">The lane.</typeparam>
public interface ISlots<R>
{
    /// <summary>Reads a slot of the paths' state.</summary>
    R Load(int slot);

    /// <summary>The same, at a constant place after a start.</summary>
    R Load(int start, int place);

    /// <summary>Writes a slot of the paths' state.</summary>
    void Store(int slot, R value);

    /// <summary>The same, at a constant place after a start.</summary>
    void Store(int start, int place, R value);
}

/// <summary>The paths' outcomes.</summary>
/// <typeparam name="R">The lane.</typeparam>
public interface IOutcomes<R>
{
    /// <summary>Writes the paths' outcome of a metric. Each metric is written exactly once; NaN
    /// tells that it has no value on this path.</summary>
    void Emit(int metric, R value);
}
