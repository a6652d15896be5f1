using System.Text.Json;
using GpuRisk.Engine.Benchmarking;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Runs.Benchmarking;

/// <summary>Turns measurements into a report, and a report into measurements.</summary>
internal static class ReportBuilding
{
    /// <summary>The report of some measurements.</summary>
    public static BenchmarkReport Build(
        IReadOnlyList<BenchmarkResult> results, IReadOnlyList<IPathDevice> devices,
        BenchmarkOptions options, DateTimeOffset now) => new(
            BenchmarkReport.SchemaName,
            BenchmarkSuite.Version,
            BuildVersion.Version,
            BuildVersion.Commit,
            now.UtcDateTime,
            RunReport.NameOf(options.Precision),
            ThisMachine.Describe(),
            [.. devices.Select(Describe)],
            results.Where(result => result.Problem is null)
                .GroupBy(result => result.Entry)
                .All(group => group.Select(result => result.Digest).Distinct().Count() == 1),
            [.. results.Select(Row)]);

    /// <summary>The measurements of a report.</summary>
    public static IReadOnlyList<BenchmarkResult> Results(BenchmarkReport report) =>
        [.. report.Results.Select(row => new BenchmarkResult(
            row.Entry, row.ScenarioHash, row.Device, row.Problem, row.Digest, row.ColdSeconds,
            row.Paths, row.Steps, row.Seconds, row.IdleShare, Limit(row)))];

    private static BenchmarkDevice Describe(IPathDevice device) => new(
        device.Id, device.Name, device.Detail,
        device.Start.Phases.ToDictionary(
            phase => JsonNamingPolicy.CamelCase.ConvertName(phase.Key.ToString()),
            phase => phase.Value.TotalSeconds));

    private static BenchmarkRow Row(BenchmarkResult result)
    {
        bool isMeasured = result.Seconds.Count > 0;
        return new(
            result.Entry, result.ScenarioHash, result.Device, result.Problem, result.Digest,
            result.ColdSeconds, result.Paths, result.Steps, result.Seconds,
            isMeasured ? result.MedianSeconds : null,
            isMeasured ? result.RelativeSpread : null,
            isMeasured ? result.PathStepsPerSecond : null,
            result.IdleShare,
            result.Limit?.InstructionsPerPathStep,
            result.Limit?.PathStepsPerSecond,
            isMeasured ? result.ShareOfLimit : null);
    }

    private static ArithmeticLimit? Limit(BenchmarkRow row) =>
        row is { InstructionsPerPathStep: { } instructions, LimitPathStepsPerSecond: { } limit }
            ? new(instructions, limit)
            : null;
}
