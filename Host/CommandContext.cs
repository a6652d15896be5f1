namespace GpuRisk.Host;

/// <summary>What commands need from the outside.</summary>
/// <param name="Terminal">Where they write.</param>
/// <param name="Time">The clock.</param>
/// <param name="Log">Where they log.</param>
internal sealed record CommandContext(Terminal Terminal, TimeProvider Time, Log Log)
{
    /// <summary>What signals do; null where nobody sends any.</summary>
    public Interruption? Interruption { get; init; }

    /// <summary>Marks work that stops by its token: until what is returned is disposed, the first
    /// signal does not end the process.</summary>
    public IDisposable? Work() => Interruption?.Work();
}
