namespace GpuRisk.Kernels.Records;

/// <summary>
/// Fields of one kind that follow each other in a table of the plan, in a path's state or among
/// its outcomes, in the order in which they are declared. Where they stand is known to nobody but
/// the code that is generated from the declaration: <c>Width</c>, the constants of each field's
/// place, and the functions that load, store and write all of them.
/// </summary>
/// <typeparam name="T">What the fields are.</typeparam>
public interface IRecord<T>
{
    /// <summary>Number of fields.</summary>
    int Count { get; }

    /// <summary>Writes the fields, as many as <see cref="Count"/>, in their order.</summary>
    void CopyTo(Span<T> places);
}
