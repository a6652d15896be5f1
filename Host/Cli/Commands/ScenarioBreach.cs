using System.Text;
using GpuRisk.Engine.Breaches;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Reports.Pages;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Breaching;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Host.Runs.Trials;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk breach</c>: what it does.</summary>
internal sealed class ScenarioBreach(CommandContext context, CancellationToken cancellation)
{
    private const string JsonName = "breach.json";
    private const string CsvName = "breach.csv";
    private const string PageName = "report.html";
    private const string PathJsonName = "path.json";
    private const string PathCsvName = "path.csv";

    private readonly Terminal _terminal = context.Terminal;

    /// <summary>Does it; returns the exit code.</summary>
    public int Execute(BreachRequest request)
    {
        string main = request.Path is null ? JsonName : PathJsonName;
        if (request.Folder is { } folder
            && OutputFolder.Problem(folder, main, request.Force) is { } unusable)
        {
            return Failure.Located("--out: " + unusable).Tell(_terminal);
        }

        var subject = BreachSubject.Open(request, out Failure? failure);
        if (subject is null) return failure!.Tell(_terminal);
        try
        {
            using IDisposable? work = context.Work();
            return request.Path is { } path
                ? Replay(request, subject, path)
                : Run(request, subject);
        }
        catch (Exception error) when (error is DeviceException or TallyFaultException)
        {
            return Failure.OfWork(error.Message).Tell(_terminal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Failure.OfWork($"the result cannot be written: {error.Message}")
                .Tell(_terminal);
        }
    }

    private int Replay(BreachRequest request, BreachSubject subject, long index)
    {
        var path = BreachPath.Of(subject, index, cancellation);
        Keep(request.Folder, PathJsonName, path.ToText(), (PathCsvName, path.ToCsv()));
        _terminal.Show(
            request.Json ? path.ToText() : null, path.Warnings,
            console => BreachRendering.Draw(console, path), request.Folder);
        return ExitCode.Done;
    }

    private int Run(BreachRequest request, BreachSubject subject)
    {
        DateTimeOffset started = context.Time.GetUtcNow();
        using var devices = new OpenDevices(request.Devices, request.Threads);
        var analysis = new BreachAnalysis(
            subject.Plan, subject.Options, subject.Breach, cancellation);
        (RunResult Result, IReadOnlyList<double[]> Columns)? run = null;
        BreachFindings? findings = null;
        int[] places =
        [
            subject.Breach, analysis.Weight ?? subject.Breach,
            .. analysis.Drivers.Select(driver => driver.Place),
        ];
        _terminal.Watch(request.Quiet, progress =>
        {
            run = new PathCapture(devices.All, context.Time).Run(
                subject.Plan, subject.Options, places, progress, cancellation);
            if (run is not { } done) return;
            findings = analysis.Find(
                done.Columns[0], analysis.Weight is null ? null : done.Columns[1],
                [.. done.Columns.Skip(2)], request.Shown);
        });
        if (run is not { } told) return ExitCode.Cancelled;
        BreachResult result = ResultOf(request, subject, told.Result, findings, started);
        Keep(
            request.Folder, JsonName, result.ToText(), (CsvName, BreachCsv.Of(result)),
            (PageName, BreachPage.Of(result)));
        _terminal.Show(
            request.Json ? result.ToText() : null, result.Warnings,
            console => BreachRendering.Draw(console, result), request.Folder);
        return ExitCode.Done;
    }

    private BreachResult ResultOf(
        BreachRequest request, BreachSubject subject, RunResult run, BreachFindings? findings,
        DateTimeOffset started)
    {
        MetricResult breach = run.Metrics[subject.Name];
        Uncertainty error = breach.Errors["mean"];
        return new(
            BreachResult.SchemaName, BuildVersion.Version, BuildVersion.Commit, run.Scenario,
            run.Kernel, request.Overrides, subject.Expression,
            new(
                breach.Mean ?? 0, breach.StandardError, error.Low, error.High, error.Untrusted),
            run.Paths, run.Seed, run.Precision, subject.Plan.Scenario.HorizonSeconds,
            subject.Plan.Scenario.StepSeconds, run.Digest, run.Rare, findings,
            [.. (findings?.Representatives ?? []).Select(path =>
                ReplayCommandLine.Of(request, run.Seed, run.Precision, path.Path))],
            [.. subject.Warnings, .. run.Warnings], run.Devices, ThisMachine.Describe(),
            started.UtcDateTime, context.Time.GetUtcNow().UtcDateTime);
    }

    private static void Keep(
        string? folder, string name, string json, params (string Name, string Text)[] others)
    {
        if (folder is null) return;
        using var staged = new StagedFiles(folder);
        foreach ((string file, string text) in others.Append((name, json + "\n")))
            staged.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        staged.Keep([], name);
    }
}
