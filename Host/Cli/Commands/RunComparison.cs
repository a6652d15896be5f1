using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Comparing;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk compare</c>: what it does.</summary>
internal sealed class RunComparison(CommandContext context)
{
    private readonly Terminal _terminal = context.Terminal;

    /// <summary>Compares two kept runs; returns the exit code.</summary>
    /// <param name="first">The folder of a run.</param>
    /// <param name="second">The folder of another.</param>
    /// <param name="metrics">The metrics to compare; with figures those beside them, and else
    /// all.</param>
    /// <param name="figures">Settings of figures to compute from samples and compare.</param>
    /// <param name="json">Whether to print JSON.</param>
    public int Execute(
        string first,
        string second,
        IReadOnlyList<string> metrics,
        IReadOnlyList<StatedSetting> figures,
        bool json)
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

        try
        {
            a = FiguresOfSamples.AddTo(a, figures, out failure);
            b = a is null ? null : FiguresOfSamples.AddTo(b, figures, out failure);
            if (a is null || b is null)
            {
                return failure!.Tell(_terminal);
            }

            metrics =
            [
                .. figures.Select(
                    setting => setting.Text[..setting.Text.IndexOf('=', StringComparison.Ordinal)]),
                .. metrics,
            ];
            if (UnknownMetric(Comparison.Shared(a, b), metrics) is { } unknown)
            {
                return unknown.Tell(_terminal);
            }

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
