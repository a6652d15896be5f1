using System.Text.Json.Serialization;

namespace GpuRisk.Client;

/// <summary>Where a run stands. The last three are for good.</summary>
[JsonConverter(typeof(KebabCaseConverter<RunState>))]
public enum RunState
{
    /// <summary>It waits for its turn.</summary>
    Queued,

    /// <summary>Paths are being simulated.</summary>
    Running,

    /// <summary>All its paths are done.</summary>
    Succeeded,

    /// <summary>It ended without a result.</summary>
    Failed,

    /// <summary>It was stopped; what was done until then is its result.</summary>
    Cancelled,
}
