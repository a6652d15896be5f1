using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Reports.Pages;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Merging;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Sampling;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk merge</c>: what it does.</summary>
internal sealed class PartsMerge(CommandContext context, CancellationToken cancellation)
{
    private readonly Terminal _terminal = context.Terminal;

    /// <summary>Adds parts up; returns the exit code.</summary>
    public int Execute(MergeRequest request)
    {
        List<KeptPart> parts = [];
        foreach (string folder in request.Parts)
        {
            KeptPart? part = KeptPart.Read(folder, out Failure? unreadable);
            if (part is null)
            {
                return unreadable!.Tell(_terminal);
            }

            parts.Add(part);
        }

        if (PartChecks.Problem(parts) is { } problem)
        {
            return problem.Tell(_terminal);
        }

        using IDisposable? work = context.Work();
        try
        {
            return Merge(request, new PartSum(parts));
        }
        catch (Exception error) when (error is DeviceException or TallyFaultException)
        {
            return Failure.OfWork(error.Message).Tell(_terminal);
        }
        catch (InvalidDataException error)
        {
            return Failure.Located(error.Message).Tell(_terminal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Failure.OfWork($"the result cannot be written: {error.Message}")
                .Tell(_terminal);
        }
    }

    private int Merge(MergeRequest request, PartSum sum)
    {
        PartManifest first = sum.First.Manifest;
        Plan? plan = sum.Plan(out string text, out Failure? failure);
        if (plan is null)
        {
            return failure!.Tell(_terminal);
        }

        if (MetricNames.Problem(plan, request.Histograms) is { } unknown)
        {
            return Failure.OfInput(unknown).Tell(_terminal);
        }

        var whole = new RunOptions(
            first.Paths, first.Seed, CommonOptions.PrecisionOf(first.Precision)!.Value);
        Part? all = sum.Add(plan, whole, cancellation, out failure);
        if (all is null)
        {
            return failure!.Tell(_terminal);
        }

        var folder = RunFolder.Prepare(
            request.Folder!, request.Force, sum.First.ScenarioPath, text, first.Overrides,
            out failure);
        return folder is null
            ? failure!.Tell(_terminal)
            : Keep(request, sum, all, folder);
    }

    private int Keep(MergeRequest request, PartSum sum, Part all, RunFolder folder)
    {
        PartManifest first = sum.First.Manifest;
        using SampleRecorder? samples = first.Samples is { } name
            ? new SampleRecorder(request.Folder!, SampleRecorder.FormatOf(name))
            : null;
        if (samples is not null)
        {
            SampleSum.Copy(
                sum.Parts, all.Plan, samples.Begin(all.Plan, all.Whole), cancellation);
        }

        var run = new CompletedRun(
            all.Plan, all.Whole, all.Outcome.Tally,
            RunReport.Create(all.Plan, all.Whole, all.Outcome), all.Started, all.Finished)
        {
            Outcome = all.Outcome,
        };
        IReadOnlyList<IPathDevice> devices = DeviceNames.Open(request.Devices, request.Threads);
        try
        {
            ReportData report =
                new ReportRecorder(devices, context.Time).Record(run, cancellation);
            cancellation.ThrowIfCancellationRequested();
            folder.Write(run, first.Overrides, ReportPage.Drawn(report), samples);
        }
        finally
        {
            foreach (IPathDevice device in devices)
            {
                device.Dispose();
            }
        }

        var output = new RunOutput(_terminal, request);
        output.Begin(
            all.Plan, all.Whole, target: null,
            run.Result.Devices.Select(device => $"{device.Id} ({device.Name})"));
        return output.End(run, samples is not null);
    }
}
