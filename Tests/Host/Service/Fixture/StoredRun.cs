using GpuRisk.Client;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Tests.Host.Service;

/// <summary>Runs as the store holds them, made up.</summary>
internal static class StoredRun
{
    public static readonly ScenarioText Text = new("scenario: made-up\n", "application/yaml");

    public static RunRow New(string owner = "local", string holder = "here", int priority = 5) =>
        new()
        {
            Id = Guid.CreateVersion7().ToString("N"),
            Owner = owner,
            State = RunState.Queued,
            Holder = holder,
            Name = "made-up",
            Kernel = "market",
            TextHash = Text.Hash,
            ScenarioHash = "hash",
            Settings = "[]",
            Paths = 1000,
            Steps = 10,
            Seed = 1,
            Precision = RunPrecision.Float32,
            Priority = priority,
            Created = 1_700_000_000_000,
            ResultKey = Guid.NewGuid().ToString("N"),
            RequestHash = "request",
        };

    /// <summary>The request that such runs come with.</summary>
    public static Submission Submission(params RunRow[] runs) => new(Text, runs, null, Audit());

    public static AuditRow Audit() => new()
    {
        At = 1_700_000_000_000,
        Owner = "local",
        Action = "run.submit",
        Outcome = "accepted",
    };

    public static ChunkRow Chunk(RunRow run) => new()
    {
        Run = run.Id,
        Chunk = run.Chunks,
        Paths = run.PathsDone,
        PathsDone = run.PathsDone,
        Seconds = 1,
        Devices = "{}",
        Estimates = "[]",
    };

    public static StoredResult Result(RunRow run, int bytes = 1) => new()
    {
        ResultKey = run.ResultKey,
        Digest = "sha256:" + new string('0', 64),
        Created = 1_700_000_000_000,
        Result = Incompressible(bytes),
        Manifest = [1],
        Tally = [2],
    };

    /// <summary>A run with its first chunk done.</summary>
    public static RunRow WithChunk(RunRow run) => run with
    {
        State = RunState.Running,
        Started = run.Created,
        Chunks = run.Chunks + 1,
        PathsDone = run.PathsDone + 100,
        Seconds = run.Seconds + 1,
    };

    /// <summary>A run that has ended.</summary>
    public static RunRow Ended(RunRow run, long? at = null) => run with
    {
        State = RunState.Succeeded,
        Finished = at ?? run.Created,
        PathsDone = run.Paths,
        Digest = "sha256:" + new string('0', 64),
    };

    // The store packs results; only noise keeps its size.
    private static byte[] Incompressible(int count)
    {
        byte[] bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
