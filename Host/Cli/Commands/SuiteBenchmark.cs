using System.Text.Json;
using GpuRisk.Engine.Benchmarking;
using GpuRisk.Engine.Devices;
using GpuRisk.Host.Reports.Pictures;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Benchmarking;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Scenarios;
using Spectre.Console;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk bench</c>: what it does.</summary>
internal sealed class SuiteBenchmark(CommandContext context, CancellationToken cancellation)
{
    private readonly Terminal _terminal = context.Terminal;

    /// <summary>Measures; returns the exit code.</summary>
    public int Execute(BenchRequest request)
    {
        BenchmarkReport? earlier = null;
        Failure? failure = Unwritable(request.File, ".json") ?? Unwritable(request.Picture, ".png")
            ?? (request.Earlier is { } file ? ReadEarlier(file, out earlier) : null);
        if (failure is not null)
        {
            return failure.Tell(_terminal);
        }

        try
        {
            BenchmarkReport report = Measure(request);
            IReadOnlyList<BenchmarkComparison>? comparison = earlier is null
                ? null
                : BenchmarkComparison.Of(
                    ReportBuilding.Results(earlier), ReportBuilding.Results(report),
                    request.Tolerance);
            Show(request, report, earlier, comparison);
            return Judge(report, comparison);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Cancelled;
        }
        catch (Exception error) when (
            error is DeviceException or InvalidDataException or IOException
                or UnauthorizedAccessException)
        {
            return Failure.OfWork(error.Message).Tell(_terminal);
        }
    }

    private BenchmarkReport Measure(BenchRequest request)
    {
        using IDisposable? work = context.Work();
        IReadOnlyList<IPathDevice> devices = DeviceNames.Open(request.Devices, request.Threads);
        try
        {
            BenchmarkEntry[] entries = [.. request.Entries.Select(BenchmarkSuite.Entry)];
            IReadOnlyList<DeviceGroup> groups = DeviceGroup.Of(devices);
            var runner = new BenchmarkRunner(context.Time, request.Options);
            IReadOnlyList<BenchmarkResult> Run(IProgress<string>? progress) =>
                runner.Run(entries, groups, progress, cancellation);

            IReadOnlyList<BenchmarkResult> results = _terminal.IsErrorTerminal && !request.Quiet
                ? _terminal.ErrorConsole().Status().Start(
                    "starting", status => Run(new StatusText(status)))
                : Run(null);
            return ReportBuilding.Build(
                results, devices, request.Options, context.Time.GetUtcNow());
        }
        finally
        {
            foreach (IPathDevice device in devices)
            {
                device.Dispose();
            }
        }
    }

    private void Show(
        BenchRequest request, BenchmarkReport report, BenchmarkReport? earlier,
        IReadOnlyList<BenchmarkComparison>? comparison)
    {
        if (request.File is { } file)
        {
            WholeFile.Write(file, report.ToText() + "\n");
        }

        if (request.Picture is { } picture)
        {
            WholeFile.Write(picture, BenchmarkPicture.Of(report));
        }

        if (request.Json)
        {
            _terminal.Output.WriteLine(report.ToText());
        }
        else
        {
            BenchmarkTables.Draw(_terminal.OutputConsole(), report);
        }

        if (comparison is not null)
        {
            // Where the figures are for a program, what people should know goes elsewhere.
            IAnsiConsole console =
                request.Json ? _terminal.ErrorConsole() : _terminal.OutputConsole();
            BenchmarkTables.DrawComparison(console, report, earlier!, comparison);
        }
    }

    private int Judge(BenchmarkReport report, IReadOnlyList<BenchmarkComparison>? comparison)
    {
        if (!report.DigestsAgree)
        {
            return Failure.OfWork(
                "The devices' digests differ.").Tell(_terminal);
        }

        string[] slower = [.. (comparison ?? [])
            .Where(change => change.Verdict == BenchmarkVerdict.Slower)
            .Select(change => $"{change.Entry} on {change.Device}")];
        return slower.Length == 0
            ? ExitCode.Done
            : Failure.OfWork(
                $"Slower beyond noise: {string.Join("; ", slower)}.")
                .Tell(_terminal);
    }

    private static Failure? ReadEarlier(string file, out BenchmarkReport? earlier)
    {
        earlier = null;
        try
        {
            RegularFile.Check(file);
            earlier = BenchmarkReport.Read(File.ReadAllText(file));
            return earlier.Suite == BenchmarkSuite.Version
                ? null
                : Failure.OfInput(
                    $"--compare: '{file}' is of version {earlier.Suite} of the suite, "
                    + $"this is version {BenchmarkSuite.Version}.");
        }
        catch (Exception error) when (
            error is IOException or UnauthorizedAccessException or JsonException)
        {
            return Failure.OfInput(
                $"--compare: '{file}': {error.Message}");
        }
    }

    private static Failure? Unwritable(string? path, string ending)
    {
        if (path is null)
        {
            return null;
        }

        string? problem = path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
            ? OutputFolder.WriteProblem(path)
            : $"found '{path}'; allowed is a file whose name ends in {ending}";
        return problem is null ? null : Failure.OfInput(problem);
    }

    private sealed class StatusText(StatusContext status) : IProgress<string>
    {
        public void Report(string value) => status.Status(Markup.Escape(value));
    }
}
