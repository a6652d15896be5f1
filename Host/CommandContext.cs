namespace GpuRisk.Host;

/// <summary>What commands need from the outside.</summary>
/// <param name="Terminal">Where they write.</param>
/// <param name="Time">The clock.</param>
/// <param name="Log">Where they log.</param>
internal sealed record CommandContext(Terminal Terminal, TimeProvider Time, Log Log);
