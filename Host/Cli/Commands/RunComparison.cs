using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Comparing;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk compare</c>: what it does.</summary>
internal sealed class RunComparison(CommandContext context)
{
    private readonly Terminal _terminal = context.Terminal;

    /// <summary>Compares two kept runs; returns the exit code.</summary>
    public int Execute(string first, string second, IReadOnlyList<string> metrics, bool json)
    {
        KeptRun? a = KeptRun.Read(first, out Failure? failure);
        if (a is null)
        {
            return failure!.Tell(_terminal);
        }

        KeptRun? b = KeptRun.Read(second, out failure);
        if (b is null)
        {
            return failure!.Tell(_terminal);
        }

        if (UnknownMetric(Comparison.Shared(a, b), metrics) is { } unknown)
        {
            return unknown.Tell(_terminal);
        }

        try
        {
            var comparison = Comparison.Of(a, b, metrics);
            if (json)
            {
                _terminal.Output.WriteLine(comparison.ToText());
            }
            else
            {
                ComparisonRendering.Draw(
                    _terminal.OutputConsole(), a, b, comparison, showsAll: metrics.Count > 0);
            }

            return ExitCode.Done;
        }
        catch (Exception error) when (
            error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Failure.OfInput(error.Message).Tell(_terminal);
        }
    }

    private static Failure? UnknownMetric(
        IReadOnlyList<string> known, IReadOnlyList<string> wanted)
    {
        string? unknown = wanted.FirstOrDefault(name => !known.Contains(name));
        return unknown is null
            ? null
            : Failure.OfInput(
                $"The runs do not share a metric '{unknown}'; they share "
                    + $"{string.Join(", ", known)}.");
    }
}
