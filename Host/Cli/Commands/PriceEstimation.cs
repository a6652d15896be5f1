using System.Text.Json;
using System.Text.Json.Serialization;
using GpuRisk.Host.Reports.Pictures;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Calibration;
using GpuRisk.Scenarios.Calibration.Fitting;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk calibrate</c>: what it does.</summary>
internal sealed class PriceEstimation(Terminal terminal, CancellationToken cancellation)
{
    /// <summary>Estimates and prints; returns the exit code.</summary>
    public int Execute(CalibrateRequest request)
    {
        if (request.Prices[0].FromUtc >= request.Prices[0].ToUtc)
        {
            return Refuse("--from must be earlier than --to.");
        }

        // Nobody's scenario is replaced; looked at first, lest the work be in vain.
        if (request.Out is { } path && (File.Exists(path) || Directory.Exists(path)))
        {
            return Refuse($"--out: '{path}' exists already; name a new file.");
        }

        if (request.Out is { } file && OutputFolder.WriteProblem(file) is { } problem)
        {
            return Refuse($"--out: {problem}");
        }

        PriceFileResult[] read = [.. request.Prices.Select(PriceFile.Read)];
        ScenarioError[] errors = [.. read.SelectMany(result => result.Errors)];
        if (errors.Length > 0)
        {
            return Failure.Located(errors).Tell(terminal);
        }

        try
        {
            PriceSeries[] series = [.. read.Select(result => result.Series!)];
            return request.IsLaw ? Law(series, request)
                : request.Processes.Count > 0 ? Processes(series, request)
                : series.Length == 1 ? One(series[0], request) : Several(series, request);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Cancelled;
        }
    }

    private int One(PriceSeries series, CalibrateRequest request)
    {
        if (Problem(series, 0, request) is { } code)
        {
            return code;
        }

        CalibrationReport report = PriceCalibration.Estimate(
            series, request.Models, request.Names[0], cancellation);
        return Write(report.Fragment, request) ?? Show(
            report.Fragment, report.Warnings, request,
            () => JsonSerializer.Serialize(report, CalibrationJson.Default.CalibrationReport),
            () => CalibrationRendering.Draw(terminal.OutputConsole(), report));
    }

    private int Several(PriceSeries[] series, CalibrateRequest request)
    {
        if (JointSeries.Of(request.Names, series, out string? problem) is not { } joint)
        {
            return Refuse($"{problem}.");
        }

        for (int i = 0; i < joint.Series.Count; i++)
        {
            if (Problem(joint.Series[i], i, request) is { } code)
            {
                return code;
            }
        }

        JointReport report = JointCalibration.Estimate(joint, request.Models, cancellation);
        return Write(report.Fragment, request) ?? Show(
            report.Fragment, report.Warnings, request,
            () => JsonSerializer.Serialize(report, CalibrationJson.Default.JointReport),
            () => JointRendering.Draw(terminal.OutputConsole(), report));
    }

    private int Processes(PriceSeries[] series, CalibrateRequest request)
    {
        if (request.Window.Ticks % request.Sampling.Ticks != 0)
        {
            return Refuse("--window must be a whole multiple of --sampling.");
        }

        if (request.Picture is { } path && FitPicture.Problem(
            path, request.Names.Count * request.Processes.Count) is { } picture)
        {
            return Refuse($"--png: {picture}.");
        }

        if (ProcessCalibration.Estimate(
            request.Names, series, request.Processes, request.Window, request.Sampling,
            request.IsUncertain, out string? problem, cancellation) is not { } report)
        {
            return Refuse($"{problem}" + (request.IsUsual
                ? ". Without --process a year of daily returns is fitted; --window and --sampling "
                    + "ask for others, --model for all prices as they stand."
                : "."));
        }

        if (request.Picture is { } target && FitPicture.Of(report) is { } bytes)
        {
            try
            {
                WholeFile.Write(target, bytes);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return Failure.OfWork($"--png: '{target}' cannot be written: {error.Message}")
                    .Tell(terminal);
            }
        }

        return Write(report.Fragment, request) ?? Show(
            report.Fragment, report.Warnings, request,
            () => JsonSerializer.Serialize(report, CalibrationJson.Default.ProcessReport),
            () => ProcessFitRendering.Draw(
                terminal.OutputConsole(), report, request.IsUsual));
    }

    private int Law(PriceSeries[] series, CalibrateRequest request)
    {
        if (series.Length > 1)
        {
            return Refuse(
                "found several files; allowed is one with --volume, --liquidity or --gas.");
        }

        if (request.Window.Ticks % request.Sampling.Ticks != 0)
            return Refuse("--window must be a whole multiple of --sampling.");
        string[] columns =
            request.IsGas ? [] : [request.Volume ?? request.Liquidity!, request.Value];
        PriceFileResult[] read = [.. columns.Select(column =>
            PriceFile.Read(request.Prices[0] with { Column = column }))];
        ScenarioError[] errors = [.. read.SelectMany(result => result.Errors)];
        if (errors.Length > 0) return Failure.Located(errors).Tell(terminal);
        PriceSeries[] others = [.. read.Select(result => result.Series!)];
        if (Law(series[0], others, request, out string? problem) is not { } report)
            return Refuse($"{request.Prices[0].Path}: {problem}.");
        return Write(report.Fragment, request) ?? Show(
            report.Fragment, report.Warnings, request,
            () => JsonSerializer.Serialize(report, CalibrationJson.Default.LawReport),
            () => ProcessFitRendering.Draw(terminal.OutputConsole(), report));
    }

    private static LawReport? Law(
        PriceSeries prices, PriceSeries[] others, CalibrateRequest request, out string? problem)
    {
        string name = request.Names[0];
        return request.IsGas
            ? GasCalibration.Estimate(
                name, prices, request.Window, request.Sampling, out problem)
            : request.Volume is not null
                ? VolumeCalibration.Estimate(
                    name, prices, others[0], others[1], request.Window, request.Sampling,
                    request.Fee, out problem)
                : ConcentrationCalibration.Estimate(
                    name, prices, others[0], others[1], request.Decimals, request.Window,
                    request.Sampling, request.IsUncertain, out problem);
    }

    private int? Problem(PriceSeries series, int index, CalibrateRequest request) =>
        PriceCalibration.Problem(series, request.Models) is { } problem
            ? Failure.Located(
                new ScenarioError(request.Prices[index].Path, 1, 1, "", problem).ToString())
                .Tell(terminal)
            : null;

    /// <summary>Writes the fragment; an exit code where it cannot be written.</summary>
    private int? Write(string? fragment, CalibrateRequest request)
    {
        if (request.Out is not { } path || fragment is null)
        {
            return null;
        }

        try
        {
            WholeFile.Write(path, fragment, replace: false);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Failure.OfWork($"--out: '{path}' cannot be written: {error.Message}")
                .Tell(terminal);
        }
    }

    private int Show(
        string? fragment,
        IReadOnlyList<string> warnings,
        CalibrateRequest request,
        Func<string> json,
        Action draw)
    {
        if (request.Json)
        {
            terminal.Output.WriteLine(json());
            foreach (string warning in warnings)
            {
                terminal.Tell(warning);
            }
        }
        else
        {
            draw();
            if (request.Out is null && fragment is not null)
            {
                terminal.Output.WriteLine();
                terminal.Output.Write(fragment);
            }
        }

        return fragment is null
            ? Refuse(
                "no estimate may be used in a scenario, for what the warnings say; "
                + "there is no fragment.")
            : ExitCode.Done;
    }

    private int Refuse(string message) => Failure.OfInput(message).Tell(terminal);
}

/// <summary>Serializers of estimates, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(CalibrationReport))]
[JsonSerializable(typeof(JointReport))]
[JsonSerializable(typeof(ProcessReport))]
[JsonSerializable(typeof(LawReport))]
internal sealed partial class CalibrationJson : JsonSerializerContext;
