using System.Runtime.ExceptionServices;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Calibration.Fitting;

namespace GpuRisk.Engine.Backtesting;

/// <summary>Fits processes to what was known at each start, simulates them with the engine, and
/// compares that with what came.</summary>
/// <param name="series">The assets, each with at least one start.</param>
/// <param name="request">What is asked for.</param>
/// <param name="time">The clock.</param>
public sealed class Backtester(
    IReadOnlyList<BacktestSeries> series, BacktestRequest request, TimeProvider time)
{
    // Fractions of multiples of it fill 0 to 1 evenly (Weyl).
    private const double GoldenRatio = 0.61803398874989485;

    // Assets have seeds so far apart that none has another's.
    private const ulong SeedsOfAsset = 1_000_000;

    private readonly Dated[] _work = [.. series
        .SelectMany((one, asset) => request.Processes.SelectMany(process =>
            one.Starts.Select((start, i) => new Dated(asset, process, start, i))))];

    /// <summary>Forecasts to be made.</summary>
    public int Forecasts => _work.Length;

    /// <summary>Runs it.</summary>
    /// <param name="progress">Told the number of forecasts made; or null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public BacktestResult Run(IProgress<int>? progress, CancellationToken cancellation)
    {
        // By forecast, and in it by horizon and position.
        var days = new BacktestDay[_work.Length][];
        var substitutes = new bool[_work.Length];
        using var device = new SimdDevice(threads: 1);
        var runner = new PathRunner([device], time);
        int done = 0;
        void Forecast(int i)
        {
            ProcessFit fit = Fit(_work[i], cancellation);
            substitutes[i] = fit.IsSubstitute;
            days[i] = [.. Days(runner, _work[i], fit, cancellation)];
            progress?.Report(Interlocked.Increment(ref done));
        }

        try
        {
            Parallel.For(
                0, _work.Length,
                new ParallelOptions
                {
                    CancellationToken = cancellation,
                    MaxDegreeOfParallelism = Environment.ProcessorCount,
                },
                Forecast);
        }
        catch (AggregateException error)
        {
            // What went wrong is one fault, in as many threads as met it.
            ExceptionDispatchInfo.Throw(error.Flatten().InnerExceptions[0]);
        }

        return Judged(days, substitutes);
    }

    private ProcessFit Fit(Dated work, CancellationToken cancellation) => ProcessFitting.Fit(
        work.Process, series[work.Asset].History(work.Start, request),
        series[work.Asset].Prices.IntervalYears, isWhole: false, cancellation);

    private IEnumerable<BacktestDay> Days(
        PathRunner runner, Dated work, ProcessFit fit, CancellationToken cancellation)
    {
        BacktestSeries asset = series[work.Asset];
        ulong seed = request.Seed + ((ulong)work.Asset * SeedsOfAsset) + (ulong)work.Number;
        Scenario scenario = fit.Market!.Scenario(
            asset.Name, request.Horizons[^1].TotalSeconds, request.Sampling.TotalSeconds,
            request.Paths, seed);
        if (asset.Volume(work.Start, request) is { } volume)
            scenario = FittedMarket.WithPool(scenario, asset.Pool!.Fee, volume);
        Plan plan = ScenarioPlanner.Plan(scenario);
        double part = work.Number * GoldenRatio % 1;
        foreach (TimeSpan horizon in request.Horizons)
        {
            RunTally tally = runner.Run(
                plan.Until(BacktestSeries.Steps(horizon, request)),
                new RunOptions(request.Paths, seed), cancellation: cancellation).Tally;
            cancellation.ThrowIfCancellationRequested();
            tally.ThrowIfFaulted();
            foreach (BacktestPosition held in request.Positions)
            {
                BacktestPosition position = held.From(asset.Prices[work.Start]);
                Forecast forecast = Forecast.Of(
                    tally.Metrics.First(one => one.Metric.Quantity == position.Metric), position);
                yield return BacktestDay.Of(
                    asset.Prices.TimeAt(work.Start), forecast,
                    asset.Realised(work.Start, horizon, position, request), part);
            }
        }
    }

    private BacktestResult Judged(BacktestDay[][] days, bool[] substitutes)
    {
        BacktestCell[] cells = [.. request.Processes.SelectMany(process =>
            Enumerable.Range(0, series.Count).SelectMany(asset => Cells(asset, process, days)))];
        BacktestProcess[] processes = [.. request.Processes.Select(process =>
            BacktestJudge.Process(
                process,
                [.. cells.Where(cell => cell.Process == process)],
                [.. cells.Where(cell => cell.Process == request.Processes[0])
                    .Select(cell => cell.RankedScore)],
                _work.Zip(substitutes).Count(
                    pair => pair.Second && pair.First.Process == process)))];
        return new BacktestResult(
            BacktestResult.SchemaName,
            request.Window.TotalSeconds,
            request.Every.TotalSeconds,
            request.Sampling.TotalSeconds,
            request.Paths,
            request.Seed,
            [.. series.Select(one => new BacktestAsset(
                one.Name, one.Starts.Count, one.Dropped,
                one.Prices.TimeAt(one.Starts[0]), one.Prices.TimeAt(one.Starts[^1])))],
            processes,
            cells,
            [.. BacktestWarnings.Of(request, processes)]);
    }

    private IEnumerable<BacktestCell> Cells(int asset, string process, BacktestDay[][] days)
    {
        BacktestDay[][] own = [.. days.Where(
            (_, i) => _work[i].Asset == asset && _work[i].Process == process)];
        int place = 0;
        foreach (TimeSpan horizon in request.Horizons)
        {
            foreach (BacktestPosition position in request.Positions)
            {
                int at = place++;
                yield return BacktestJudge.Cell(
                    series[asset].Name, process, position, horizon, request.Apart(horizon),
                    [.. own.Select(day => day[at])]);
            }
        }
    }

    // A forecast to be made: of which asset, by which process, when.
    private readonly record struct Dated(int Asset, string Process, int Start, int Number);
}
