using System.Collections.ObjectModel;
using System.Text.Json.Serialization;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Results;

/// <summary>All that a run says, as <c>result.json</c> holds it.</summary>
/// <param name="Schema">The format's name and version: <see cref="SchemaName"/>.</param>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Kernel">The kernel's name.</param>
/// <param name="Paths">Paths done.</param>
/// <param name="Seed">The seed of the random numbers.</param>
/// <param name="Precision"><c>float32</c> or <c>float64</c>.</param>
/// <param name="Partial">Whether the run ended before all its paths were done.</param>
/// <param name="Digest">The run's digest, <c>sha256:</c> and 64 hexadecimal digits.</param>
/// <param name="Metrics">The figures by name, in the run's order.</param>
/// <param name="Checks">Means known from theory beside those realised.</param>
/// <param name="Timing">How long it took.</param>
/// <param name="Devices">What did the work.</param>
/// <param name="Warnings">What a reader should know before trusting the figures.</param>
public sealed record RunResult(
    string Schema,
    string Scenario,
    string Kernel,
    long Paths,
    ulong Seed,
    string Precision,
    bool Partial,
    string Digest,
    IReadOnlyDictionary<string, MetricResult> Metrics,
    IReadOnlyList<Check> Checks,
    Timing Timing,
    IReadOnlyList<DeviceShare> Devices,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Who paid whom; null unless the kernel is <c>market</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LedgerResult? Ledger { get; init; }

    /// <summary>What books are gathered into buckets, and by how much that is wrong; null where
    /// none is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<BookBuckets>? Buckets { get; init; }

    /// <summary>What figures of one's own are, by their names among the metrics; null where the
    /// scenario states none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, FigureResult>? Figures { get; init; }

    /// <summary>By which laws paths were drawn; null where all follow the true one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RareResult? Rare { get; init; }

    /// <summary>What half the step changes; null where that was not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StepCheckResult? StepCheck { get; init; }

    /// <summary>How fewer paths have the same error; null where paths are independent and count
    /// once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SamplingResult? Sampling { get; init; }

    /// <summary>What is known of each asset's process; null in results that are older.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AssetTrust>? Trust { get; init; }

    /// <summary>The format's name and version.</summary>
    public const string SchemaName = "gpurisk.result/1";

    /// <summary>The result of a finished, or partly finished, run.</summary>
    /// <exception cref="TallyFaultException">The tally holds a bad outcome.</exception>
    public static RunResult Create(
        RunDescription description,
        RunTally tally,
        Timing timing,
        IEnumerable<DeviceShare> devices,
        IEnumerable<Check> checks,
        IEnumerable<string> warnings)
    {
        tally.ThrowIfFaulted();
        OrderedDictionary<string, MetricResult> metrics = [];
        foreach (MetricTally metric in tally.Metrics)
        {
            MetricEstimates estimates = new(metric);
            if (!metric.Metric.Internal)
            {
                metrics.Add(metric.Metric.Name, MetricResult.Of(estimates));
            }
        }

        return new RunResult(
            SchemaName,
            description.Scenario,
            description.Kernel,
            tally.Paths,
            description.Seed,
            description.Precision,
            description.Partial,
            tally.Digest(description.ScenarioHash, description.Seed, tally.Paths),
            new ReadOnlyDictionary<string, MetricResult>(metrics),
            Array.AsReadOnly([.. checks]),
            timing,
            Array.AsReadOnly([.. devices]),
            Array.AsReadOnly([.. warnings]));
    }
}
