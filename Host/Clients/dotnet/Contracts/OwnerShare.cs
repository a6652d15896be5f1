namespace GpuRisk.Client;

/// <summary>What an owner has in the queue.</summary>
public sealed record OwnerShare
{
    /// <summary>The owner.</summary>
    public required string Owner { get; init; }

    /// <summary>Runs that wait.</summary>
    public required int Queued { get; init; }

    /// <summary>Runs at work.</summary>
    public required int Running { get; init; }

    /// <summary>Seconds of computing that it had of late.</summary>
    public required double Seconds { get; init; }
}
