namespace GpuRisk.Host.Service.Scheduling;

/// <summary>Why there is no room for a run.</summary>
internal enum Refusal
{
    /// <summary>Its owner has as many runs as an owner may have.</summary>
    OfOwner,

    /// <summary>Its owner's key has had the computing that it may have today.</summary>
    OfDay,

    /// <summary>All owners together have as many as the service takes.</summary>
    OfService,
}
