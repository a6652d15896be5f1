namespace GpuRisk.Client;

/// <summary>The queue of the service.</summary>
public sealed record QueueStatus
{
    /// <summary>Runs that wait.</summary>
    public required int Queued { get; init; }

    /// <summary>Runs at work.</summary>
    public required int Running { get; init; }

    /// <summary>How many runs may wait.</summary>
    public required int Limit { get; init; }

    /// <summary>Seconds until all of them are done; null where no rate is known.</summary>
    public double? SecondsToDrain { get; init; }

    /// <summary>The owners that have runs or had some of late.</summary>
    public required IReadOnlyList<OwnerShare> Owners { get; init; }
}
