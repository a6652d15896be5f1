namespace GpuRisk.Host.Service.Store;

/// <summary>A run as columns of the store.</summary>
internal static class RunFields
{
    /// <summary>The columns that make a <see cref="RunRow"/>.</summary>
    public const string Columns =
        "sequence, id, owner, state, holder, epoch, name, kernel, texthash, scenariohash, "
        + "settings, paths, steps, seed, precision, priority, created, deadline, started, "
        + "finished, chunks, pathsdone, ranges, seconds, estimates, resultkey, fromstore, "
        + "cancelrequested, digest, reason, error, sweep, sweepindex, idempotencykey, requesthash, "
        + "warnings";

    /// <summary>The values of a statement's parameters, by the names of the columns.</summary>
    public static object Of(RunRow run) => new
    {
        id = run.Id,
        owner = run.Owner,
        state = run.State.ToString().ToLowerInvariant(),
        holder = run.Holder,
        epoch = run.Epoch,
        name = run.Name,
        kernel = run.Kernel,
        textHash = run.TextHash,
        scenarioHash = run.ScenarioHash,
        settings = run.Settings,
        paths = run.Paths,
        steps = run.Steps,
        seed = run.Seed,
        precision = run.Precision.ToString(),
        priority = run.Priority,
        created = run.Created,
        deadline = run.Deadline,
        started = run.Started,
        finished = run.Finished,
        chunks = run.Chunks,
        pathsDone = run.PathsDone,
        ranges = run.Ranges,
        seconds = run.Seconds,
        estimates = run.Estimates,
        resultKey = run.ResultKey,
        fromStore = run.FromStore ? 1 : 0,
        digest = run.Digest,
        reason = run.Reason?.ToString(),
        error = run.Error,
        sweep = run.Sweep,
        sweepIndex = run.SweepIndex,
        idempotencyKey = run.IdempotencyKey,
        requestHash = run.RequestHash,
        warnings = run.Warnings,
    };
}
