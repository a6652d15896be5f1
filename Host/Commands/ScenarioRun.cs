using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Rendering;
using GpuRisk.Host.Reports;
using GpuRisk.Host.Running;
using GpuRisk.Host.Sampling;
using GpuRisk.Host.Storage;
using GpuRisk.Scenarios;
using Spectre.Console;

namespace GpuRisk.Host.Commands;

/// <summary><c>gpurisk run</c>: what it does.</summary>
internal sealed class ScenarioRun(CommandContext context, CancellationToken cancellation)
{
    private readonly Terminal _terminal = context.Terminal;

    /// <summary>Runs a scenario; returns the exit code.</summary>
    public int Execute(RunRequest request)
    {
        if (request.Samples is not null && request.Folder is null)
        {
            return new Failure(ExitCode.BadInput, "gpurisk: --samples needs --out").Tell(_terminal);
        }

        ScenarioResult read = ScenarioReader.Read(request.File, request.Overrides);
        if (!read.IsValid)
        {
            return new Failure(ExitCode.BadInput, string.Join('\n', read.Errors)).Tell(_terminal);
        }

        Plan? plan = Planning.Of(read.Scenario, out Failure? failure);
        if (plan is null)
        {
            return failure!.Tell(_terminal);
        }

        if (UnknownMetric(plan, request) is { } unknown)
        {
            return unknown.Tell(_terminal);
        }

        RunFolder? folder = null;
        if (request.Folder is { } path)
        {
            folder = RunFolder.Prepare(
                path, request.Force, request.File, read.SourceText, request.Overrides,
                out failure);
            if (failure is not null)
            {
                return failure.Tell(_terminal);
            }
        }

        try
        {
            return Simulate(request, plan, folder);
        }
        catch (Exception error) when (error is DeviceException or TallyFaultException)
        {
            return new Failure(ExitCode.Failed, $"gpurisk: {error.Message}").Tell(_terminal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string message = $"gpurisk: the result cannot be written: {error.Message}";
            return new Failure(ExitCode.Failed, message).Tell(_terminal);
        }
    }

    private int Simulate(RunRequest request, Plan plan, RunFolder? folder)
    {
        var options = new RunOptions(
            request.Paths ?? plan.Scenario.Paths,
            (ulong?)request.Seed ?? plan.Scenario.Seed,
            request.Precision,
            request.ChunkPaths);
        IReadOnlyList<IPathDevice> devices = DeviceNames.Open(request.Devices, request.Threads);
        try
        {
            IAnsiConsole console = _terminal.OutputConsole();
            if (!request.Json)
            {
                RunRendering.DrawHeader(console, plan.Scenario, options, request.Target, devices);
            }

            using SampleRecorder? samples = request.Samples is { } format
                ? new SampleRecorder(request.Folder!, format)
                : null;
            CompletedRun run = Watch(request, plan, options, devices, samples);
            folder?.Write(
                run, request.Overrides,
                new ReportRecorder(devices, context.Time).Record(run, cancellation), samples);
            Show(request, run, console);
            return run.Result.Partial ? ExitCode.Cancelled : ExitCode.Done;
        }
        finally
        {
            foreach (IPathDevice device in devices)
            {
                device.Dispose();
            }
        }
    }

    private CompletedRun Watch(
        RunRequest request,
        Plan plan,
        RunOptions options,
        IReadOnlyList<IPathDevice> devices,
        SampleRecorder? samples)
    {
        var simulation = new Simulation(devices, context, samples);
        CompletedRun Run(IProgress<RunProgress>? progress) =>
            simulation.Run(plan, options, request.Target, progress, cancellation);

        return _terminal.IsErrorTerminal && !request.Quiet
            ? ProgressBar.Around(_terminal.ErrorConsole(), Run)
            : Run(null);
    }

    private void Show(RunRequest request, CompletedRun run, IAnsiConsole console)
    {
        if (!request.Json)
        {
            IReadOnlyList<string> histograms =
                request.Histograms.Count > 0 ? request.Histograms : Headline.Of(run.Plan);
            RunRendering.DrawResult(console, run, histograms);
            if (request.Folder is not null)
            {
                string paths = FigureText.Count(run.Result.Paths);
                string samples = request.Samples is null ? "" : $", with samples of {paths} paths";
                console.MarkupLineInterpolated($"[grey]kept in[/] {request.Folder}{samples}");
            }

            return;
        }

        _terminal.Output.WriteLine(ResultJson.ToText(run.Result));
        foreach (string warning in run.Result.Warnings)
        {
            _terminal.Error.WriteLine($"gpurisk: {warning}");
        }
    }

    private static Failure? UnknownMetric(Plan plan, RunRequest request)
    {
        IEnumerable<string> wanted = request.Histograms;
        if (request.Target?.Metric is { } metric)
        {
            wanted = wanted.Append(metric);
        }

        string[] known =
            [.. plan.Metrics.Where(metric => !metric.Internal).Select(metric => metric.Name)];
        string? unknown = wanted.FirstOrDefault(name => !known.Contains(name));
        return unknown is null
            ? null
            : new Failure(
                ExitCode.BadInput,
                $"gpurisk: There is no metric '{unknown}'; there are {string.Join(", ", known)}.");
    }
}
