using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GpuRisk.Client;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Host.Service.Store;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>Turns what a run has come to into what the store keeps, and back.</summary>
internal static class RunRecords
{
    /// <summary>What the result of a run is stored under: runs that have the same have the same
    /// result, to the bit.</summary>
    public static string ResultKey(
        Plan plan, ulong seed, long paths, RunPrecision precision)
    {
        string all = string.Join(
            '\n', BuildVersion.Full, plan.Name, plan.Hash, seed, paths, precision,
            string.Join('\n',
            [
                .. plan.Scenario.Assets.Select(asset => PrintableText.Line(asset.Source ?? "")),
                .. plan.Figures.Select(figure => PrintableText.Line(
                    $"{figure.Told.Name}={figure.Text}")),
            ]));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
    }

    /// <summary>The key of a result that covers a part of a run's paths.</summary>
    public static string PartialKey(RunRow run) => "partial:" + run.Id;

    /// <summary>How a run is run.</summary>
    public static RunOptions OptionsOf(RunRow run) => new(
        run.Paths, (ulong)run.Seed, PrecisionOf(run.Precision)!.Value);

    /// <summary>A precision of the service as the engine's.</summary>
    public static Precision? PrecisionOf(RunPrecision? precision) => precision switch
    {
        null => null,
        RunPrecision.Float32 => Precision.Float32,
        RunPrecision.Float64 => Precision.Float64,
        _ => throw new ArgumentOutOfRangeException(
            nameof(precision), precision, "Unknown precision."),
    };

    /// <summary>A precision of the engine as the service's.</summary>
    public static RunPrecision PrecisionOf(Precision precision) => precision switch
    {
        Precision.Float32 => RunPrecision.Float32,
        Precision.Float64 => RunPrecision.Float64,
        _ => throw new ArgumentOutOfRangeException(
            nameof(precision), precision, "Unknown precision."),
    };

    /// <summary>The metrics to follow of a run, as far as it is.</summary>
    public static string Estimates(Plan plan, RunTally tally)
    {
        Dictionary<string, MetricTally> metrics =
            tally.Metrics.ToDictionary(metric => metric.Metric.Name);
        RunEstimate[] estimates = [.. Headline.Followed(plan)
            .Select(name => metrics[name])
            .Where(metric => metric.Fault is null)
            .Select(metric => new MetricEstimates(metric))
            .Select(metric => new RunEstimate
            {
                Metric = metric.Metric.Name,
                Unit = metric.Metric.Unit,
                Mean = metric.Mean.Value,
                StandardError = metric.Mean.StandardError,
                Low = metric.Mean.Low,
                High = metric.Mean.High,
                Untrusted = metric.Mean.Untrusted,
            })];
        return JsonSerializer.Serialize(estimates, StoreJson.Default.IReadOnlyListRunEstimate);
    }

    /// <summary>A run that has ended.</summary>
    /// <exception cref="TallyFaultException">An outcome was faulty.</exception>
    public static CompletedRun Completed(
        OpenRun open, RunRow run, ChunkWork work, DateTimeOffset finished)
    {
        (Plan plan, RunTally tally) = (open.Plan, open.Tally);
        RunOptions options = OptionsOf(run);
        var outcome = new RunOutcome(
            tally, TimeSpan.FromSeconds(run.Seconds), work.Devices, work.Warnings,
            tally.Paths < run.Paths)
        {
            Ranges = open.Done,
        };
        return new CompletedRun(
            plan, options, tally, RunReport.Create(plan, options, outcome),
            DateTimeOffset.FromUnixTimeMilliseconds(run.Started ?? run.Created), finished);
    }

    /// <summary>The result of a run that has ended.</summary>
    public static StoredResult ResultOf(CompletedRun run, string key)
    {
        using var json = new MemoryStream();
        ResultJson.Write(run.Result, json);
        return new StoredResult
        {
            ResultKey = key,
            Digest = run.Result.Digest,
            Created = run.Finished.ToUnixTimeMilliseconds(),
            Result = json.ToArray(),
            Manifest = Manifest.Of(run, [], []).ToBytes(),
            Tally = TallyBytes.Pack(run.Tally),
        };
    }
}
