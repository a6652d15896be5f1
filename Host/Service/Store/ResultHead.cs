namespace GpuRisk.Host.Service.Store;

/// <summary>What tells a result from others.</summary>
internal sealed record ResultHead
{
    public required string Digest { get; init; }

    public required long Created { get; init; }
}
