namespace GpuRisk.Host.Service;

/// <summary>Moments at which a crash would hurt most.</summary>
internal enum FaultPoint
{
    /// <summary>A new store has its tables, but does not say so yet.</summary>
    MigrationBeforeCommit,

    /// <summary>Runs of a host that is no more belong to this one, in no durable way yet.</summary>
    TakeOverWithinWrite,

    /// <summary>They belong to it durably, but do not wait in its queue yet.</summary>
    TakeOverAfterWrite,

    /// <summary>An order was checked and nothing of it stored.</summary>
    AcceptBeforeWrite,

    /// <summary>The scenario of an order is stored, its runs are not.</summary>
    AcceptWithinWrite,

    /// <summary>A sweep and its first run are stored, the others are not.</summary>
    AcceptSweepWithinWrite,

    /// <summary>An order is stored, and nobody was told.</summary>
    AcceptAfterWrite,

    /// <summary>The statements of some writes were executed, but not committed.</summary>
    WriteBeforeCommit,

    /// <summary>They were committed, and nobody was told.</summary>
    WriteAfterCommit,

    /// <summary>A run has its turn.</summary>
    ChunkBeforeSimulation,

    /// <summary>A chunk is done and nothing of it stored.</summary>
    ChunkAfterSimulation,

    /// <summary>A run's tally is packed to be stored.</summary>
    CheckpointBeforeWrite,

    /// <summary>The run says that the chunk is done; chunk and tally are not stored.</summary>
    CheckpointWithinWrite,

    /// <summary>The chunk and its tally are stored.</summary>
    CheckpointAfterWrite,

    /// <summary>A run is over and its result not stored.</summary>
    EndBeforeWrite,

    /// <summary>The run says that it is over; its result is not stored.</summary>
    EndWithinWrite,

    /// <summary>The result is stored, and nobody was told.</summary>
    EndAfterWrite,

    /// <summary>Somebody cancels a run.</summary>
    CancelBeforeWrite,

    /// <summary>That is stored, but the run does not know yet.</summary>
    CancelAfterWrite,

    /// <summary>A report's data are made and not stored.</summary>
    ReportBeforeWrite,

    /// <summary>They are stored, and nobody was told.</summary>
    ReportAfterWrite,

    /// <summary>The service was told to stop.</summary>
    StopBeforeHandBack,

    /// <summary>It has stopped to compute; what waited to be written is not written.</summary>
    StopBeforeLastWrites,
}
