using System.Text;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Reports.Pictures;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Host.Runs.Sweeps;
using Spectre.Console;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk sweep</c>: what it does.</summary>
internal sealed class ScenarioSweep(CommandContext context, CancellationToken cancellation)
{
    private const string CsvName = "sweep.csv";
    private const string JsonName = "sweep.json";

    private readonly Terminal _terminal = context.Terminal;

    /// <summary>Runs a sweep; returns the exit code.</summary>
    public int Execute(SweepRequest request)
    {
        SweepGrid? grid = GridOf(request, out Failure? failure);
        if (grid is null)
        {
            return failure!.Tell(_terminal);
        }

        var scenario = SweptScenario.Open(request.File, request.Overrides, out failure);
        if (scenario is null)
        {
            return failure!.Tell(_terminal);
        }

        var checks = new SweepChecks(request, grid.Keys);
        failure = scenario.Check(grid, checks.Check) ?? ProblemOfOutput(request, grid, checks);
        if (failure is not null)
        {
            return failure.Tell(_terminal);
        }

        foreach (string warning in checks.Warnings)
        {
            _terminal.Tell(warning);
        }

        try
        {
            Asked asked = request.Asked with { Precision = checks.Precision };
            return Run(request with { Asked = asked }, scenario, grid, checks);
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

    private static SweepGrid? GridOf(SweepRequest request, out Failure? failure)
    {
        if ((request.List is null) == (request.Vary.Count == 0))
        {
            failure = Failure.OfInput("what varies is told by --vary, or else by --list");
            return null;
        }

        SweepGrid? grid = request.List is { } list
            ? SweepGrid.OfFile(list, out string? problem)
            : SweepGrid.OfOptions(request.Vary, out problem);
        failure = problem is null ? null : Failure.Located(problem);
        (string Key, bool IsFixed)[] options =
        [
            ("paths", request.Asked.Paths is not null), ("seed", request.Asked.Seed is not null),
        ];
        string? conflict = options
            .FirstOrDefault(option => option.IsFixed && grid?.Keys.Contains(option.Key) == true)
            .Key;
        if (conflict is not null)
        {
            failure = Failure.OfInput($"{conflict} varies and is fixed by --{conflict}");
            return null;
        }

        return grid;
    }

    private static Failure? ProblemOfOutput(
        SweepRequest request, SweepGrid grid, SweepChecks checks)
    {
        if (request.Picture is { } picture
            && SweepPicture.Problem(picture, grid, checks.Metrics) is { } undrawable)
        {
            return Failure.Located("--png: " + undrawable);
        }

        return request.Folder is { } folder
            && OutputFolder.Problem(folder, JsonName, request.Force) is { } unusable
                ? Failure.Located("--out: " + unusable)
                : null;
    }

    private int Run(
        SweepRequest request, SweptScenario scenario, SweepGrid grid, SweepChecks checks)
    {
        using IDisposable? work = context.Work();
        IReadOnlyList<IPathDevice> devices = DeviceNames.Open(request.Devices, request.Threads);
        try
        {
            IAnsiConsole console = _terminal.OutputConsole();
            if (!request.Json)
            {
                SweepRendering.DrawHeader(console, checks.First!, request, grid, devices);
            }

            DateTimeOffset started = context.Time.GetUtcNow();
            var runner = new SweepRunner(
                scenario, grid, request, checks.Metrics, context.Simulation(devices));
            _terminal.Watch(
                request.Quiet, progress => runner.Run(checks.Paths, progress, cancellation));
            SweepResult result = ResultOf(request, grid, checks, runner, started);
            Keep(request, grid, result);
            Show(request, grid, result, console);
            return Ending(grid, runner);
        }
        finally
        {
            foreach (IPathDevice device in devices)
            {
                device.Dispose();
            }
        }
    }

    private SweepResult ResultOf(
        SweepRequest request,
        SweepGrid grid,
        SweepChecks checks,
        SweepRunner runner,
        DateTimeOffset started) => new(
            SweepResult.SchemaName, BuildVersion.Version, BuildVersion.Commit,
            checks.First!.Scenario.Name, checks.First.Kernel,
            request.Overrides, grid.Keys, checks.Metrics, grid.Combinations.Count,
            runner.Rows.Count < grid.Combinations.Count, RunReport.NameOf(checks.Precision),
            runner.Devices, ThisMachine.Describe(), started.UtcDateTime,
            context.Time.GetUtcNow().UtcDateTime, runner.Rows);

    private static void Keep(SweepRequest request, SweepGrid grid, SweepResult result)
    {
        if (request.Folder is { } folder)
        {
            using var staged = new StagedFiles(folder);
            void Write(string name, string text) =>
                staged.Write(name, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

            Write(CsvName, SweepCsv.Of(result.Keys, result.Metrics, result.Rows));
            Write(JsonName, result.ToText() + "\n");
            staged.Keep([], JsonName);
        }

        if (request.Picture is { } picture)
        {
            WholeFile.Write(picture, SweepPicture.Of(grid, result));
        }
    }

    private void Show(
        SweepRequest request, SweepGrid grid, SweepResult result, IAnsiConsole console)
    {
        if (request.Json)
        {
            _terminal.Output.WriteLine(result.ToText());
            return;
        }

        SweepRendering.DrawResult(console, grid, result);
        foreach (string kept in new[] { request.Folder, request.Picture }.OfType<string>())
        {
            console.MarkupLineInterpolated($"[grey]kept in[/] {kept}");
        }
    }

    private int Ending(SweepGrid grid, SweepRunner runner)
    {
        if (runner.Failure is not null)
        {
            return Failure.OfWork(runner.Failure).Tell(_terminal);
        }

        return runner.Rows.Count < grid.Combinations.Count
            ? ExitCode.Cancelled
            : runner.Rows.Any(row => row.Failure is not null) ? ExitCode.Failed : ExitCode.Done;
    }
}
