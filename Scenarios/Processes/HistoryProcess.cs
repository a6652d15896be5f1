using GpuRisk.Scenarios.Building;
using GpuRisk.Scenarios.Calibration;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>The prices of a file, step by step: from one start, or from random ones, each as
/// probable as any other. Assets of one file have the random start in common.</summary>
/// <param name="Logs">Logs of the file's prices at equal distances in time, of which the first is
/// 0.</param>
/// <param name="Starts">The rows at which a path may start.</param>
/// <param name="Stride">Rows of a step.</param>
/// <param name="Span">Rows of the horizon.</param>
/// <param name="File">Which of the scenario's price files it is, from 0.</param>
public sealed record HistoryProcess(
    IReadOnlyList<double> Logs, IReadOnlyList<int> Starts, int Stride, int Span, int File)
    : PriceProcess
{
    /// <summary>What a scenario states of it.</summary>
    internal static ProcessKind Stated { get; } = new(
        "history",
        [
            .. PriceHistories.Keys,
            Field.Required(
                "start", new TextShape(40),
                "When in the file the path starts, in UTC, as 2020-03-12 or 2020-03-12T06:00Z; or "
                + "random: each time from which the file reaches over the horizon."),
        ],
        Build);

    /// <inheritdoc/>
    public override string Kind => Stated.Name;

    /// <inheritdoc/>
    public override IReadOnlyList<double> Rows => Logs;

    /// <inheritdoc/>
    public override CommonShocks? CommonShocks => Starts.Count > 1
        ? new(BuildContext.Invariant($"history {File}"), "", true)
        : null;

    /// <inheritdoc/>
    public override bool MovesByItself() => true;

    /// <inheritdoc/>
    public override AssetMoments Moments(double years)
    {
        double[] returns = [.. Starts.Select(start => Logs[start + Span] - Logs[start])];
        double mean = returns.Average();
        double variance = returns.Average(value => Math.Pow(value - mean, 2));
        double fourth = returns.Average(value => Math.Pow(value - mean, 4));
        return new(mean / years, 0, default, default)
        {
            ExcessVariance = variance / years,
            ExcessFourthCumulant = (fourth - (3 * variance * variance)) / years,
            CommonShocks = CommonShocks,
        };
    }

    private static PriceProcess Build(Value asset, BuildContext context)
    {
        Value process = asset["process"];
        PriceProcess none = AssetBuilder.None;
        if (context.IsRiskNeutral)
        {
            context.Refuse(
                process["kind"], "found 'history'; not allowed with measure risk-neutral");
        }

        if (context.Histories.Of(asset, context) is not var (index, prices)) return none;
        decimal step = context.Root["step"].Seconds ?? 0;
        decimal interval = (decimal)prices.IntervalSeconds;
        if (step <= 0 || context.Root["horizon"].Seconds is not { } horizon) return none;
        if (step % interval != 0)
        {
            context.Refuse(
                process["file"],
                BuildContext.Invariant($"found prices one in {interval} s, which tell nothing of ")
                + BuildContext.Invariant($"a step of {step} s; allowed is a step of as long, or ")
                + "a whole number of times that");
            return none;
        }

        var windows = new HistoryWindows(
            prices, (int)(step / interval), (int)(horizon / interval));
        HistoryProcess? found = process["start"].Text switch
        {
            null => null,
            "random" => Random(windows, index, process, context),
            var text => At(windows, text, index, process, context),
        };
        return found ?? none;
    }

    private static HistoryProcess? Random(
        HistoryWindows windows, int file, Value process, BuildContext context)
    {
        IReadOnlyList<int> starts = windows.Starts();
        if (starts.Count > 1) return new(windows.Logs, starts, windows.Stride, windows.Span, file);
        context.Refuse(
            process["start"],
            $"found 'random'; {windows.Extent()} and over the horizon without a gap from "
            + $"{Counted.Of(starts.Count, "time")}; allowed is a shorter horizon or a longer file");
        return null;
    }

    private static HistoryProcess? At(
        HistoryWindows windows, string text, int file, Value process, BuildContext context)
    {
        PriceTime time = PriceTime.Read(text, PriceTime.Earliest);
        if (!time.IsTime || !time.IsUnambiguous)
        {
            context.Refuse(
                process["start"],
                $"found '{text}'; allowed is random or a time in UTC as 2020-03-12 or "
                + "2020-03-12T06:00Z");
            return null;
        }

        if (windows.Missing(time.MonthFirst!.Value) is { } missing)
        {
            context.Refuse(
                process["start"],
                $"found {PriceTime.Text(time.MonthFirst.Value)}, from which the path needs a "
                + $"price of {PriceTime.Text(missing)}; {windows.Extent()}");
            return null;
        }

        return new(windows.From(time.MonthFirst.Value), [0], 1, windows.Steps, file);
    }
}
