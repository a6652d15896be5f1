using GpuRisk.Engine.Benchmarking;

namespace GpuRisk.Host.Cli.Commands;

/// <summary>What <c>gpurisk bench</c> was asked for.</summary>
internal sealed record BenchRequest
{
    /// <summary>The devices.</summary>
    public required string Devices { get; init; }

    /// <summary>Threads of the processor; null for all processors.</summary>
    public int? Threads { get; init; }

    /// <summary>The entries of the suite.</summary>
    public required IReadOnlyList<string> Entries { get; init; }

    /// <summary>How to measure.</summary>
    public required BenchmarkOptions Options { get; init; }

    /// <summary>The file to compare with, or null.</summary>
    public string? Earlier { get; init; }

    /// <summary>The least change that counts.</summary>
    public double Tolerance { get; init; }

    /// <summary>Where the figures are kept, or null.</summary>
    public string? File { get; init; }

    /// <summary>Where the picture is drawn, or null.</summary>
    public string? Picture { get; init; }

    /// <summary>Whether to print JSON and nothing else.</summary>
    public bool Json { get; init; }

    /// <summary>Whether to show no progress.</summary>
    public bool Quiet { get; init; }
}
