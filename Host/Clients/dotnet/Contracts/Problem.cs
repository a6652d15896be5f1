namespace GpuRisk.Client;

/// <summary>Why a request was refused: problem details of RFC 9457.</summary>
public sealed record Problem
{
    /// <summary>A URI that names the kind of problem.</summary>
    public string? Type { get; init; }

    /// <summary>What kind of problem it is.</summary>
    public string? Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; init; }

    /// <summary>What is wrong with this request.</summary>
    public string? Detail { get; init; }

    /// <summary>A URI that names this occurrence.</summary>
    public string? Instance { get; init; }

    /// <summary>What is wrong in the scenario; null where it is not about one.</summary>
    public IReadOnlyList<LocatedError>? Errors { get; init; }
}
