using System.Diagnostics;
using System.Diagnostics.Metrics;

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

    public Telemetry()
    {
        Paths = _meter.CreateCounter<long>(
            "gpurisk.paths", "{path}", "Paths simulated, by device.");
        Runs = _meter.CreateCounter<long>(
            "gpurisk.runs", "{run}", "Runs that ended, by state and reason.");
        Accepted = _meter.CreateCounter<long>(
            "gpurisk.accepted", "{run}", "Runs accepted, by whether the store had the result.");
        Refused = _meter.CreateCounter<long>(
            "gpurisk.refused", "{run}", "Runs refused because a queue was full, by whose.");
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

    public Counter<long> Runs { get; }

    public Counter<long> Accepted { get; }

    public Counter<long> Refused { get; }

    public Counter<long> DeviceFailures { get; }

    public Counter<long> StoreFailures { get; }

    public Histogram<double> ChunkSeconds { get; }

    public Histogram<double> WriteSeconds { get; }

    /// <summary>Watches something that has a number at every moment.</summary>
    public void Watch(string name, string unit, string description, Func<long> value) =>
        _meter.CreateObservableGauge(name, value, unit, description);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
