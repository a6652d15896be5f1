using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography.X509Certificates;
using GpuRisk.Host.Service.Cluster;

namespace GpuRisk.Host.Service;

/// <summary>How the service is set up: by the command line, by environment variables that begin
/// with <c>GPURISK_SERVE_</c>, or by a JSON file, in this order.</summary>
internal sealed record ServiceOptions
{
    /// <summary>Where to listen: addresses with a semicolon between them.</summary>
    [Required]
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>The path of a SQLite file, or the connection string or URI of a PostgreSQL
    /// database.</summary>
    [Required]
    public string Store { get; init; } = "gpurisk.db";

    /// <summary>Whether this machine's users need no key, as long as nobody has made one by hand:
    /// whoever can connect on the loopback address is trusted with everything.</summary>
    public bool TrustLocal { get; init; }

    /// <summary>The devices to simulate on.</summary>
    [Required]
    public string Device { get; init; } = "auto";

    /// <summary>Threads of the processor; null for all processors.</summary>
    [Range(1, 4096)]
    public int? Threads { get; init; }

    /// <summary>The folder that books and lists of scenarios are in; null to refuse them.
    /// </summary>
    public string? Files { get; init; }

    /// <summary>The wish between two checkpoints of a run, in seconds: what a crash costs, and
    /// what others wait for their turn.</summary>
    [Range(0.05, 60)]
    public double CheckpointSeconds { get; init; } = 1;

    /// <summary>What a request and a run may ask for.</summary>
    [Required]
    public LimitOptions Limits { get; init; } = new();

    /// <summary>What is kept of finished runs.</summary>
    [Required]
    public RetentionOptions Retention { get; init; } = new();

    /// <summary>How JSON web tokens are checked; null to accept none.</summary>
    public TokenOptions? Jwt { get; init; }

    /// <summary>The certificate of https addresses; null where there are none.</summary>
    public CertificateOptions? Certificate { get; init; }

    /// <summary>How this host works with others that share its store.</summary>
    [Required]
    public ClusterOptions Cluster { get; init; } = new();

    /// <summary>Where OpenTelemetry traces and metrics go by OTLP; null for nowhere.</summary>
    [Url]
    public string? Otlp { get; init; }
}

/// <summary>What a request and a run may ask for.</summary>
internal sealed record LimitOptions
{
    /// <summary>Bytes of a request's body.</summary>
    [Range(1024.0, 4 << 20)]
    public long BodyBytes { get; init; } = 4 << 20;

    /// <summary>Paths of a run.</summary>
    [Range(1, long.MaxValue)]
    public long Paths { get; init; } = 100_000_000_000;

    /// <summary>Paths times steps times assets, positions, loans, holders and wallet classes
    /// together.</summary>
    [Range(1, double.MaxValue)]
    public double Work { get; init; } = 1e15;

    /// <summary>Seconds of computing that a run may take.</summary>
    [Range(1, double.MaxValue)]
    public double RunSeconds { get; init; } = 86_400;

    /// <summary>Runs that may wait or be at work, of all owners.</summary>
    [Range(1, 10_000_000)]
    public int Queued { get; init; } = 20_000;

    /// <summary>Runs that may wait or be at work, of one owner.</summary>
    [Range(1, 10_000_000)]
    public int QueuedPerOwner { get; init; } = 10_000;

    /// <summary>Combinations of a sweep.</summary>
    [Range(1, 10_000)]
    public int SweepRuns { get; init; } = 1_000;

    /// <summary>Streams of events that may be open.</summary>
    [Range(1, 100_000)]
    public int EventStreams { get; init; } = 2_000;
}

/// <summary>What is kept of finished runs; the oldest go first.</summary>
internal sealed record RetentionOptions
{
    /// <summary>Days after its end.</summary>
    [Range(0.001, 36_500)]
    public double Days { get; init; } = 90;

    /// <summary>Days that the audit log goes back.</summary>
    [Range(0.001, 36_500)]
    public double AuditDays { get; init; } = 400;

    /// <summary>Finished runs.</summary>
    [Range(1, int.MaxValue)]
    public int Runs { get; init; } = 100_000;

    /// <summary>Bytes of results.</summary>
    [Range(1 << 20, long.MaxValue)]
    public long Bytes { get; init; } = 10L << 30;

    /// <summary>Bytes of reports' pages besides; one that is gone is drawn again.</summary>
    [Range(1 << 20, long.MaxValue)]
    public long PageBytes { get; init; } = 256L << 20;
}

/// <summary>A certificate and its key.</summary>
internal sealed record CertificateOptions
{
    /// <summary>The certificate's file, in PEM.</summary>
    [Required]
    public string Path { get; init; } = "";

    /// <summary>The key's file, in PEM.</summary>
    [Required]
    public string Key { get; init; } = "";

    /// <summary>Reads both.</summary>
    public X509Certificate2 Load() => X509Certificate2.CreateFromPemFile(Path, Key);
}

/// <summary>How JSON web tokens are checked.</summary>
internal sealed record TokenOptions
{
    /// <summary>The issuer's address, under which its keys are found.</summary>
    [Required]
    public string Authority { get; init; } = "";

    /// <summary>The audience that a token must be made for.</summary>
    [Required]
    public string Audience { get; init; } = "";

    /// <summary>The claim that tells whose the token is.</summary>
    [Required]
    public string OwnerClaim { get; init; } = "sub";

    /// <summary>The claim that holds the scopes, with spaces between them.</summary>
    [Required]
    public string ScopeClaim { get; init; } = "scope";
}
