using System.Globalization;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk verify</c>: what it does.</summary>
internal sealed class Verification(CommandContext context, CancellationToken cancellation)
{
    private const int MostDifferences = 10;

    private readonly Terminal _terminal = context.Terminal;

    /// <summary>Runs a kept result again; returns the exit code.</summary>
    public int Execute(string folder, string devices, int? threads, bool quiet)
    {
        KeptRun? kept = KeptRun.Read(folder, out Failure? failure);
        if (kept is null)
        {
            return failure!.Tell(_terminal);
        }

        if (Problem(kept.Manifest) is { } unusable)
        {
            return Failure.Located($"{folder}: {unusable}").Tell(_terminal);
        }

        Plan? plan = Planning.Of(kept.Scenario, out PlanProblem? problem);
        if (plan is null)
        {
            return problem!.Failure.Tell(_terminal);
        }

        if (PrecisionRule.Problem(plan, PrecisionOf(kept.Manifest)) is { } coarse)
        {
            return Failure.Located($"{folder}: {coarse}").Tell(_terminal);
        }

        try
        {
            CompletedRun again = RunAgain(plan, kept.Manifest, devices, threads, quiet);
            return again.Result.Partial
                ? ExitCode.Cancelled
                : Compare(folder, kept, again);
        }
        catch (Exception error) when (error is DeviceException or TallyFaultException)
        {
            return Failure.OfWork(error.Message).Tell(_terminal);
        }
    }

    private static string? Problem(Manifest manifest) => manifest switch
    {
        { Partial: true } =>
            "a partial result cannot be verified: which paths it holds hung on timing",
        { Generator: not Manifest.GeneratorName } =>
            $"found generator '{manifest.Generator}'; known is {Manifest.GeneratorName}",
        { Precision: not ("float32" or "float64") } =>
            $"found precision '{manifest.Precision}'; known are float32 and float64",
        { Paths: < 1 } => $"found {manifest.Paths} paths; at least 1 is allowed",
        _ when ScenarioHash.FormOf(manifest.ScenarioHash)
            is not (ScenarioHash.Form or ScenarioHash.FirstForm) and var form =>
            $"found a scenario hash of the form '{form}'; known are {ScenarioHash.FirstForm} and "
            + ScenarioHash.Form,
        _ => null,
    };

    private static Precision PrecisionOf(Manifest manifest) =>
        manifest.Precision == "float64" ? Precision.Float64 : Precision.Float32;

    private CompletedRun RunAgain(
        Plan plan, Manifest manifest, string names, int? threads, bool quiet)
    {
        var options = new RunOptions(
            manifest.Paths,
            manifest.Seed,
            PrecisionOf(manifest));
        IReadOnlyList<IPathDevice> devices = DeviceNames.Open(names, threads);
        try
        {
            var simulation = context.Simulation(devices);
            CompletedRun Run(IProgress<RunProgress>? progress) =>
                simulation.Run(plan, options, null, progress, cancellation);

            return _terminal.IsErrorTerminal && !quiet
                ? ProgressBar.Around(_terminal.ErrorConsole(), Run)
                : Run(null);
        }
        finally
        {
            foreach (IPathDevice device in devices)
            {
                device.Dispose();
            }
        }
    }

    private int Compare(string folder, KeptRun kept, CompletedRun again)
    {
        // A scenario's hash is no longer taken in the first form. The digest, which covers it as
        // kept, still tells whether every outcome is the same.
        bool isFirst = ScenarioHash.FormOf(kept.Manifest.ScenarioHash) == ScenarioHash.FirstForm;
        string hash = isFirst ? kept.Manifest.ScenarioHash : again.Plan.Hash;
        string digest = again.Tally.Digest(hash, again.Result.Seed, again.Result.Paths);
        List<string> differences = [.. Differences(kept, again.Result, hash, digest)];
        string on = string.Join(", ", again.Result.Devices.Select(device => device.Id));
        if (differences.Count == 0)
        {
            _terminal.Output.WriteLine(
                $"{folder}: equal, {Counted.Of(again.Result.Paths, "path")} on {on}, "
                + digest + (isFirst ? $" (with its {ScenarioHash.FirstForm} hash as kept)" : ""));
            return ExitCode.Done;
        }

        _terminal.Output.WriteLine($"{folder}: DIFFERENT on {on}");
        foreach (string difference in differences.Take(MostDifferences))
        {
            _terminal.Output.WriteLine($"  {difference}");
        }

        if (differences.Count > MostDifferences)
        {
            _terminal.Output.WriteLine($"  and {differences.Count - MostDifferences} more");
        }

        return ExitCode.Failed;
    }

    private static IEnumerable<string> Differences(
        KeptRun kept, RunResult now, string hash, string digest)
    {
        RunResult before = kept.Result;
        (string Name, string Before, string Now)[] facts =
        [
            ("scenario hash", kept.Manifest.ScenarioHash, hash),
            ("digest of the manifest", kept.Manifest.Digest, digest),
            ("digest of the result", before.Digest, digest),
            ("paths", Text(before.Paths), Text(now.Paths)),
            ("seed", Text(before.Seed), Text(now.Seed)),
            ("precision", before.Precision, now.Precision),
        ];
        foreach ((string name, string old, string current) in facts)
        {
            if (old != current)
            {
                yield return $"{name}: kept {old}, now {current}";
            }
        }

        foreach (string name in before.Metrics.Keys.Union(now.Metrics.Keys))
        {
            double? old = before.Metrics.GetValueOrDefault(name)?.Mean;
            double? current = now.Metrics.GetValueOrDefault(name)?.Mean;
            bool isInBoth = before.Metrics.ContainsKey(name) && now.Metrics.ContainsKey(name);
            if (!isInBoth || old != current)
            {
                yield return $"mean of {name}: kept {Text(old)}, now {Text(current)}";
            }
        }
    }

    private static string Text(IFormattable? value) =>
        value?.ToString(null, CultureInfo.InvariantCulture) ?? "nothing";
}
