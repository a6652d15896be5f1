using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Reports.Pages;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Sampling;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Host.Runs.Trials;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk run</c>: what it does.</summary>
internal sealed class ScenarioRun(CommandContext context, CancellationToken cancellation)
{
    private readonly Terminal _terminal = context.Terminal;

    /// <summary>Runs a scenario; returns the exit code.</summary>
    public int Execute(RunRequest request)
    {
        if (request.Folder is null && (request.Samples, request.Share) is not (null, null))
        {
            string option = request.Share is null ? "--samples" : PartOptions.NameOf(request.Share);
            return Failure.OfInput($"{option} needs --out").Tell(_terminal);
        }

        ScenarioResult read = ScenarioReader.Read(request.File, request.Overrides);
        if (!read.IsValid)
        {
            return Failure.Located(StatedSettings.Placed(read.Errors, request.Overrides))
                .Tell(_terminal);
        }

        Plan? plan = Planning.Of(read.Scenario, out PlanProblem? problem);
        if (plan is null)
        {
            return problem!.FailureOf(request.Overrides).Tell(_terminal);
        }

        if (request.Asked.Problem(plan) is { } coarse)
        {
            return Failure.OfInput(coarse).Tell(_terminal);
        }

        string[] targets = request.Target?.Metric is { } target ? [target] : [];
        if ((MetricNames.ProblemOfDrawing(plan, request.Histograms)
            ?? MetricNames.Problem(plan, targets)) is { } unknown)
        {
            return Failure.OfInput(unknown).Tell(_terminal);
        }

        RunOptions options = request.Asked.OptionsOf(plan, request.ChunkPaths);
        if (request.Share?.Problem(options.Paths) is { } beyond)
        {
            return Failure.Located(beyond).Tell(_terminal);
        }

        StepCheck? check = null;
        if (request.CheckStep)
        {
            check = StepCheck.Of(
                request.File, request.Overrides, plan.Scenario, out Failure? uncheckable);
            if (uncheckable is not null) return uncheckable.Tell(_terminal);
        }

        RunFolder? folder = null;
        if (request.Folder is { } path)
        {
            folder = RunFolder.Prepare(
                path, request.Force, request.File, read.SourceText, request.Overrides,
                out Failure? failure);
            if (failure is not null)
            {
                return failure.Tell(_terminal);
            }
        }

        try
        {
            using IDisposable? work = context.Work();
            return request.Server is null
                ? Simulate(request, plan, options, check, folder)
                : new RemoteRun(context, cancellation)
                    .Execute(request, plan, options, read.SourceText, folder);
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

    private int Simulate(
        RunRequest request, Plan plan, RunOptions options, StepCheck? check, RunFolder? folder)
    {
        var output = new RunOutput(_terminal, request);
        PathRange? range = request.Share?.RangeOf(options.Paths);
        IReadOnlyList<IPathDevice> devices = DeviceNames.Open(request.Devices, request.Threads);
        try
        {
            output.Begin(
                plan, range is { Count: var count } ? options with { Paths = count } : options,
                request.Target, devices.Select(device => $"{device.Id} ({device.Name})"));
            using SampleRecorder? samples = request.Samples is { } format
                ? new SampleRecorder(request.Folder!, format)
                : null;
            var simulation = context.Simulation(devices, samples);
            if (range is { } some)
            {
                Part part = output.Watch(progress =>
                    simulation.RunPart(plan, options, some, progress, cancellation));
                return part.Outcome.Ranges.Count == 0
                    ? ExitCode.Cancelled
                    : output.End(part, folder!.Write(part, request.Overrides, samples));
            }

            CompletedRun run = output.Watch(progress =>
                simulation.Run(plan, options, request.Target, progress, cancellation));
            if (check is not null)
            {
                run = output.Watch(progress => run with
                {
                    Result = check.Add(run, devices, context.Time, progress, cancellation),
                });
            }

            folder?.Write(
                run, request.Overrides,
                ReportPage.Drawn(
                    new ReportRecorder(devices, context.Time).Record(run, cancellation)),
                samples);
            return output.End(run, samples is not null);
        }
        finally
        {
            foreach (IPathDevice device in devices)
            {
                device.Dispose();
            }
        }
    }
}
