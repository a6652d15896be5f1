using System.Text.Json;
using System.Text.Json.Serialization;
using GpuRisk.Host.Rendering;
using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Calibration;

namespace GpuRisk.Host.Commands;

/// <summary><c>gpurisk calibrate</c>: what it does.</summary>
internal sealed class PriceEstimation(Terminal terminal, CancellationToken cancellation)
{
    /// <summary>Estimates and prints; returns the exit code.</summary>
    public int Execute(CalibrateRequest request)
    {
        if (request.Prices.FromUtc >= request.Prices.ToUtc)
        {
            return Refuse("gpurisk: --from must be earlier than --to.");
        }

        // Nobody's scenario is replaced; looked at first, lest the work be in vain.
        if (request.Out is { } path && (File.Exists(path) || Directory.Exists(path)))
        {
            return Refuse($"gpurisk: --out: '{path}' exists already; name a new file.");
        }

        PriceFileResult read = PriceFile.Read(request.Prices);
        if (!read.IsValid)
        {
            return Refuse(string.Join('\n', read.Errors));
        }

        if (PriceCalibration.Problem(read.Series, request.Models) is { } problem)
        {
            return Refuse(new ScenarioError(request.Prices.Path, 1, 1, "", problem).ToString());
        }

        try
        {
            CalibrationReport report = PriceCalibration.Estimate(
                read.Series, request.Models, request.Name, cancellation);
            return Write(report, request) ?? Show(report, request);
        }
        catch (OperationCanceledException)
        {
            return new Failure(ExitCode.Cancelled, "gpurisk: stopped.").Tell(terminal);
        }
    }

    /// <summary>Writes the fragment; an exit code where it cannot be written.</summary>
    private int? Write(CalibrationReport report, CalibrateRequest request)
    {
        if (request.Out is not { } path || report.Fragment is not { } fragment)
        {
            return null;
        }

        try
        {
            using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            using var writer = new StreamWriter(stream);
            writer.Write(fragment);
            return null;
        }
        catch (Exception error) when (
            error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Refuse($"gpurisk: --out: nothing can be written to '{path}': {error.Message}");
        }
    }

    private int Show(CalibrationReport report, CalibrateRequest request)
    {
        if (request.Json)
        {
            terminal.Output.WriteLine(JsonSerializer.Serialize(
                report, CalibrationJson.Default.CalibrationReport));
            foreach (string warning in report.Warnings)
            {
                terminal.Error.WriteLine($"gpurisk: {warning}");
            }
        }
        else
        {
            CalibrationRendering.Draw(terminal.OutputConsole(), report);
            if (request.Out is null && report.Fragment is { } fragment)
            {
                terminal.Output.WriteLine();
                terminal.Output.Write(fragment);
            }
        }

        return report.Fragment is null
            ? Refuse(
                "gpurisk: no estimate may be used in a scenario, for what the warnings say; "
                + "there is no fragment.")
            : ExitCode.Done;
    }

    private int Refuse(string message) => new Failure(ExitCode.BadInput, message).Tell(terminal);
}

/// <summary>Serializers of estimates, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(CalibrationReport))]
internal sealed partial class CalibrationJson : JsonSerializerContext;
