using GpuRisk.Engine.Planning;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Benchmarking;

/// <summary>The work that devices are compared with, from random numbers alone to the joint
/// market. It is fixed: figures of one version can be compared.</summary>
public static class BenchmarkSuite
{
    /// <summary>The suite's version; another one where its work changes.</summary>
    public const int Version = 1;

    // Slow devices do these paths too, before anything is measured.
    private const long DigestPaths = 4096;
    private const long MarketDigestPaths = 256;
    private const int RandomNumberSteps = 1024;
    private const long DefaultPaths = 1_000_000;
    private const ulong Seed = 42;

    /// <summary>The names of all entries, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["random-numbers", "gbm", "merton", "pool", "liquidation", "depeg", "market"];

    /// <summary>Plans an entry.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static BenchmarkEntry Entry(string name) => name switch
    {
        "random-numbers" => new(
            name, RandomNumbersPlanner.Plan(RandomNumberSteps, DefaultPaths, Seed), DigestPaths,
            IsCounted: true),
        "gbm" => Planned(name, name, DigestPaths) with { IsCounted = true },
        "market" => Planned(name, "defi-paradox", MarketDigestPaths),
        _ => Planned(name, name, DigestPaths),
    };

    private static BenchmarkEntry Planned(string name, string scenario, long digestPaths) =>
        new(name, ScenarioPlanner.Plan(BenchmarkScenarios.Read(scenario)), digestPaths);
}
