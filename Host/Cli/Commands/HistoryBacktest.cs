using GpuRisk.Engine.Backtesting;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Reports.Pages;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Backtesting;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Calibration;
using GpuRisk.Scenarios.Calibration.Fitting;
using MathNet.Numerics.Statistics;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk backtest</c>: what it does.</summary>
internal sealed class HistoryBacktest(CommandContext context, CancellationToken cancellation)
{
    // Prices of a peg of one dollar are mostly there.
    private const double LeastPeg = 0.5;
    private const double MostPeg = 2;

    private readonly Terminal _terminal = context.Terminal;

    /// <summary>Runs a backtest; returns the exit code.</summary>
    public int Execute(HistoryBacktestRequest request)
    {
        if ((Problem(request.Backtest) ?? PoolProblem(request)) is { } problem)
            return Refuse(problem);
        if (request.Folder is { } folder && OutputFolder.Problem(
            folder, BacktestFolder.JsonName, request.Force) is { } unusable)
        {
            return Refuse($"--out: {unusable}");
        }

        PriceFileResult[] read = [.. request.Prices.Select(PriceFile.Read)];
        PriceFileResult[] volumes = request.Fee is null ? [] : Columns(request, request.Volume);
        PriceFileResult[] values = request.Fee is null ? [] : Columns(request, request.Value);
        ScenarioError[] errors =
            [.. read.Concat(volumes).Concat(values).SelectMany(result => result.Errors)];
        if (errors.Length > 0) return Failure.Located(errors).Tell(_terminal);
        BacktestSeries[] series = [.. read.Select((result, i) => BacktestSeries.Of(
            request.Names[i], result.Series!, request.Backtest,
            request.Fee is not { } fee ? null : prices => PoolHistory.Of(
                prices, volumes[i].Series!, values[i].Series!, fee)))];
        for (int i = 0; i < series.Length; i++)
        {
            if (Problem(series[i], read[i].Series!, request) is { } fault)
            {
                return Failure.Located(
                    new ScenarioError(request.Prices[i].Path, 1, 1, "", fault).ToString())
                    .Tell(_terminal);
            }
        }

        using IDisposable? work = context.Work();
        BacktestResult result = Watch(request, series);
        try
        {
            return Show(request, result);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Failure.OfWork($"the result cannot be written: {error.Message}")
                .Tell(_terminal);
        }
    }

    private static string? Problem(BacktestRequest request)
    {
        (string Name, TimeSpan Time)[] times =
        [
            ("--window", request.Window),
            ("--every", request.Every),
            .. request.Horizons.Select(horizon => ("--horizon", horizon)),
        ];
        (string name, TimeSpan time) = times.FirstOrDefault(
            one => one.Time.Ticks % request.Sampling.Ticks != 0);
        if (name is not null)
        {
            return $"{name}: found {Text(time)}; allowed are whole multiples of --sampling, "
                + $"{Text(request.Sampling)}";
        }

        if (request.LeastHistory > request.Window)
        {
            return $"--least: found {Text(request.LeastHistory)}; allowed is at most --window, "
                + Text(request.Window);
        }

        double returns = request.LeastHistory / request.Sampling;
        string? process = request.Processes.FirstOrDefault(
            one => returns < ProcessFitting.LeastReturns(one) + 1);
        return process is null
            ? null
            : $"--window: found {Text(request.Window)}, of which {Text(request.LeastHistory)} must "
                + $"be there; allowed for {process} with returns of {Text(request.Sampling)} is "
                + $"more than {Text(request.Sampling * ProcessFitting.LeastReturns(process))} "
                + "(--least)";
    }

    private static PriceFileResult[] Columns(HistoryBacktestRequest request, string column) =>
        [.. request.Prices.Select(one => PriceFile.Read(one with { Column = column }))];

    private static string? PoolProblem(HistoryBacktestRequest request)
    {
        bool needsPool = request.Backtest.Positions.Any(position => position.NeedsPool);
        return needsPool == request.Fee is not null
            ? request.Fee is <= 0 or >= 1 or double.NaN
                ? $"--fee: found {request.Fee}; allowed is a fraction above 0 and below 1"
                : null
            : needsPool
                ? "--position: found lp without --fee; allowed is the fee of the pool, as 0.003"
                : "--fee: found it without --position lp; allowed is both or neither";
    }

    private static string? Problem(
        BacktestSeries series, PriceSeries prices, HistoryBacktestRequest request)
    {
        if (prices.IntervalSeconds > request.Backtest.Sampling.TotalSeconds)
        {
            return $"found prices one in {FigureText.Duration(prices.IntervalSeconds)}; allowed "
                + $"are those at least as close as --sampling, {Text(request.Backtest.Sampling)}";
        }

        double middle = prices.Points.Select(point => point.Price).Median();
        if (middle is < LeastPeg or > MostPeg
            && request.Backtest.Positions.Any(position => position.IsOfPeg))
        {
            return FormattableString.Invariant(
                $"found prices of {middle:G4}; allowed with --position peg are those of a ")
                + "stablecoin of one dollar";
        }

        return series.Starts.Count > 0
            ? null
            : $"found prices from {PriceCalibration.TimeText(prices.Points[0].TimeUtc)} to "
                + $"{PriceCalibration.TimeText(prices.Points[^1].TimeUtc)}, too short for one "
                + $"forecast after {Text(request.Backtest.LeastHistory)} and before "
                + Text(request.Backtest.Horizons[^1]);
    }

    private BacktestResult Watch(HistoryBacktestRequest request, BacktestSeries[] series)
    {
        var backtester = new Backtester(series, request.Backtest, context.Time);
        return _terminal.IsErrorTerminal && !request.Quiet
            ? ProgressBar.Around(
                _terminal.ErrorConsole(), "forecasting", backtester.Forecasts,
                progress => backtester.Run(progress, cancellation))
            : backtester.Run(null, cancellation);
    }

    private int Show(HistoryBacktestRequest request, BacktestResult result)
    {
        if (request.Folder is { } folder)
            BacktestFolder.Write(folder, result, BacktestPage.Of(result));
        _terminal.Show(
            request.Json ? BacktestJson.Of(result) : null, result.Warnings,
            console => BacktestRendering.Draw(console, result), request.Folder);
        return ExitCode.Done;
    }

    private static string Text(TimeSpan time) => FigureText.Duration(time.TotalSeconds);

    private int Refuse(string message) => Failure.OfInput(message).Tell(_terminal);
}
