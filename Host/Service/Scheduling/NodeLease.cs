using GpuRisk.Engine.Running;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>Paths of a run that a node may do.</summary>
/// <param name="Id">Its number; no two of an epoch have the same.</param>
/// <param name="Node">The node that has it.</param>
/// <param name="Paths">The paths. It is enough to do the first of them.</param>
/// <param name="Slice">For how long to do so.</param>
/// <param name="Taken">When it was taken.</param>
internal sealed record NodeLease(
    long Id, string Node, PathRange Paths, TimeSpan Slice, TimeSpan Taken);

/// <summary>What becomes of paths that a node delivers.</summary>
internal enum DeliveryAnswer
{
    /// <summary>They count.</summary>
    Accepted,

    /// <summary>They count already: the message came twice.</summary>
    Repeated,

    /// <summary>They do not count: somebody else does them.</summary>
    Refused,
}
