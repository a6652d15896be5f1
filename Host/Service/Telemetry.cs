using System.Diagnostics;
using System.Diagnostics.Metrics;
using GpuRisk.Client;
using GpuRisk.Host.Service.Scheduling;

namespace GpuRisk.Host.Service;

/// <summary>What the service measures of itself, for Prometheus and OpenTelemetry.</summary>
internal sealed class Telemetry : IDisposable
{
    /// <summary>The name of the meter and of the source of traces.</summary>
    public const string Name = "GpuRisk";

    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries =
            [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _runs;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _forgotten;

    public Telemetry()
    {
        Paths = _meter.CreateCounter<long>(
            "gpurisk.paths", "{path}", "Paths simulated, by device.");
        _runs = _meter.CreateCounter<long>(
            "gpurisk.runs", "{run}", "Runs that ended, by state and reason.");
        Accepted = _meter.CreateCounter<long>(
            "gpurisk.accepted", "{run}", "Runs accepted.");
        _refused = _meter.CreateCounter<long>(
            "gpurisk.refused", "{run}", "Runs refused because a queue was full, by whose.");
        _forgotten = _meter.CreateCounter<long>(
            "gpurisk.forgotten", "{run}", "Finished runs forgotten, by why.");
        ClockSteps = _meter.CreateCounter<long>(
            "gpurisk.clock.steps", "{step}", "Times that the system's clock was set.");
        DeviceFailures = _meter.CreateCounter<long>(
            "gpurisk.device.failures", "{failure}", "Chunks in which a device failed or hung.");
        StoreFailures = _meter.CreateCounter<long>(
            "gpurisk.store.failures", "{failure}", "Writes that the store did not take.");
        ChunkSeconds = _meter.CreateHistogram<double>(
            "gpurisk.chunk.duration", "s", "Time that chunks took.", [], Durations);
        WriteSeconds = _meter.CreateHistogram<double>(
            "gpurisk.store.write.duration", "s", "Time until a write was on the disk.", [],
            Durations);
    }

    /// <summary>Spans of chunks and writes.</summary>
    public static ActivitySource Traces { get; } = new(Name);

    public Counter<long> Paths { get; }

    public Counter<long> Accepted { get; }

    public Counter<long> ClockSteps { get; }

    public Counter<long> DeviceFailures { get; }

    public Counter<long> StoreFailures { get; }

    public Histogram<double> ChunkSeconds { get; }

    public Histogram<double> WriteSeconds { get; }

    /// <summary>Shows every counter as 0 before anything has happened, because a counter that first
    /// appears as 1 has, to Prometheus, not grown.</summary>
    public void Begin()
    {
        Accepted.Add(0);
        DeviceFailures.Add(0);
        StoreFailures.Add(0);
        ClockSteps.Add(0);
        CountForgotten("age", 0);
        CountForgotten("number", 0);
        CountForgotten("size", 0);
        CountRefused(Refusal.OfOwner, 0);
        CountRefused(Refusal.OfService, 0);
        CountEnded(RunState.Succeeded, null, 0);
        foreach (RunReason reason in Enum.GetValues<RunReason>())
        {
            CountEnded(RunState.Failed, reason, 0);
        }
    }

    /// <summary>Counts runs that ended.</summary>
    public void CountEnded(RunState state, RunReason? reason, int runs) => _runs.Add(
        runs,
        new("state", state.ToString().ToLowerInvariant()),
        new("reason", reason?.ToString().ToLowerInvariant()));

    /// <summary>Counts runs that there was no room for.</summary>
    public void CountRefused(Refusal refusal, int runs) => _refused.Add(
        runs,
        new KeyValuePair<string, object?>(
            "whose", refusal == Refusal.OfService ? "service" : "owner"));

    /// <summary>Counts finished runs that were forgotten.</summary>
    /// <param name="why"><c>age</c>, <c>number</c> or <c>size</c>.</param>
    /// <param name="runs">How many.</param>
    public void CountForgotten(string why, int runs) =>
        _forgotten.Add(runs, new KeyValuePair<string, object?>("why", why));

    /// <summary>Watches something that has a number at every moment.</summary>
    public void Watch(string name, string unit, string description, Func<long> value) =>
        _meter.CreateObservableGauge(name, value, unit, description);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
