using System.Text;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Reports.Pages;
using GpuRisk.Host.Reports.Pictures;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Sensitivities;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Host.Runs.Trials;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk sensitivities</c>: what it does.</summary>
internal sealed class ScenarioSensitivities(CommandContext context, CancellationToken cancellation)
{
    private const string JsonName = "sensitivities.json";
    private const string CsvName = "sensitivities.csv";
    private const string PageName = "report.html";

    private readonly Terminal _terminal = context.Terminal;

    /// <summary>Does it; returns the exit code.</summary>
    public int Execute(SensitivityRequest request)
    {
        if (ProblemOfOutput(request) is { } unusable)
            return Failure.Located(unusable).Tell(_terminal);
        var subject = TrialSubject.Open(
            request.File, StatedSettings.Of(request.Overrides, request.Figure.Settings),
            request.Asked,
            isCertain: true, out Failure? failure);
        if (subject is null) return failure!.Tell(_terminal);
        string? name = request.Figure.In(subject.Plan, out string? unknown);
        if (name is null) return Failure.OfInput(unknown!).Tell(_terminal);
        try
        {
            return Run(request, subject, name);
        }
        catch (DeviceException error)
        {
            return Failure.OfWork(error.Message).Tell(_terminal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Failure.OfWork($"the result cannot be written: {error.Message}")
                .Tell(_terminal);
        }
    }

    private static string? ProblemOfOutput(SensitivityRequest request) =>
        request.Picture is { } picture && PictureFile.Problem(picture) is { } undrawable
            ? "--png: " + undrawable
            : request.Folder is { } folder
                && OutputFolder.Problem(folder, JsonName, request.Force) is { } unusable
                ? "--out: " + unusable
                : null;

    private int Run(SensitivityRequest request, TrialSubject subject, string name)
    {
        using IDisposable? work = context.Work();
        DateTimeOffset started = context.Time.GetUtcNow();
        using var devices = new OpenDevices(request.Devices, request.Threads);
        var analysis = new SensitivityAnalysis(
            new TrialRunner(subject.Variants, true, devices.All, context.Time),
            subject.Variants.Numbers, request.Bump, subject.Options, name);
        _terminal.Watch(request.Quiet, progress =>
            analysis.Run(subject.Plan, progress, cancellation));
        if (analysis.Failure is { } reason) return Failure.OfWork(reason).Tell(_terminal);
        if (analysis.Base is not { } trial) return ExitCode.Cancelled;
        SensitivityResult result = ResultOf(request, subject, analysis, trial, name, started);
        Keep(request, result);
        _terminal.Show(
            request.Json ? result.ToText() : null, result.Warnings,
            console => SensitivityRendering.Draw(console, result),
            request.Folder ?? request.Picture);
        return analysis.IsPartial ? ExitCode.Cancelled : ExitCode.Done;
    }

    private SensitivityResult ResultOf(
        SensitivityRequest request,
        TrialSubject subject,
        SensitivityAnalysis analysis,
        Trial trial,
        string name,
        DateTimeOffset started) => new(
            SensitivityResult.SchemaName, BuildVersion.Version, BuildVersion.Commit,
            subject.Plan.Scenario.Name, subject.Plan.Kernel, request.Overrides, name,
            trial.Result.Figures?.GetValueOrDefault(name)?.Expression,
            trial.Figures[0].Told.Unit, trial.Figures[0].Value,
            trial.Figures[0].Told.StandardError,
            subject.Options.Paths, subject.Options.Seed,
            RunReport.NameOf(subject.Options.Precision), request.Bump, analysis.IsPartial,
            analysis.Rows, analysis.Unmoved, subject.Plan.Warnings, trial.Result.Devices,
            ThisMachine.Describe(), started.UtcDateTime, context.Time.GetUtcNow().UtcDateTime);

    private static void Keep(SensitivityRequest request, SensitivityResult result)
    {
        if (request.Folder is { } folder)
        {
            using var staged = new StagedFiles(folder);
            void Write(string name, string text) =>
                staged.Write(name, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

            Write(CsvName, SensitivityCsv.Of(result));
            Write(PageName, SensitivityPage.Of(result));
            Write(JsonName, result.ToText() + "\n");
            staged.Keep([], JsonName);
        }

        if (request.Picture is { } picture) WholeFile.Write(picture, TornadoPicture.Of(result));
    }
}
