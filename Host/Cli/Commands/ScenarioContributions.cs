using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Contributing;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Trials;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk contributions</c>: what it does.</summary>
internal sealed class ScenarioContributions(CommandContext context, CancellationToken cancellation)
{
    private const double FewestInTail = 2;

    private readonly Terminal _terminal = context.Terminal;

    /// <summary>Does it; returns the exit code.</summary>
    public int Execute(ContributionRequest request)
    {
        var subject = TrialSubject.Open(
            request.File, StatedSettings.Of(request.Overrides, request.Figure.Settings),
            request.Asked,
            isCertain: false, out Failure? failure);
        if (subject is null) return failure!.Tell(_terminal);
        var sum = ShortfallSum.Of(subject.Plan, request.Figure, out string? problem);
        if (sum is null) return Failure.Located($"--figure: {problem}").Tell(_terminal);
        try
        {
            return Run(request, subject, sum);
        }
        catch (Exception error) when (error is DeviceException or TallyFaultException)
        {
            return Failure.OfWork(error.Message).Tell(_terminal);
        }
    }

    private int Run(ContributionRequest request, TrialSubject subject, ShortfallSum sum)
    {
        using IDisposable? work = context.Work();
        using var devices = new OpenDevices(request.Devices, request.Threads);
        (RunResult Result, IReadOnlyList<double[]> Columns)? run = null;
        _terminal.Watch(request.Quiet, progress => run = new PathCapture(
            devices.All, context.Time).Run(
            subject.Plan, subject.Options, [.. sum.Parts.Select(part => part.Place)], progress,
            cancellation));
        if (run is not { } done) return ExitCode.Cancelled;
        double[][] losses = Present(
            [.. sum.Parts.Select((part, i) => sum.Losses(part, done.Columns[i]))]);
        if (losses[0].Length * (1 - sum.Level) < FewestInTail)
        {
            return Failure.OfInput(
                $"fewer than two paths are in the tail of {sum.Text}; more paths would be needed")
                .Tell(_terminal);
        }

        var result = ContributionResult.Of(request, sum, done.Result, losses);
        _terminal.Show(
            request.Json ? result.ToText() : null, result.Warnings,
            console => ContributionRendering.Draw(console, result), null);
        return ExitCode.Done;
    }

    // A path that lacks a part has no sum.
    private static double[][] Present(double[][] losses)
    {
        int[] whole = [.. Enumerable.Range(0, losses[0].Length)
            .Where(i => Array.TrueForAll(losses, part => !double.IsNaN(part[i])))];
        return whole.Length == losses[0].Length
            ? losses
            : [.. losses.Select(part => (double[])[.. whole.Select(i => part[i])])];
    }
}
