using System.CommandLine;
using GpuRisk.Engine.Backtesting;
using GpuRisk.Scenarios.Calibration;
using GpuRisk.Scenarios.Calibration.Fitting;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk backtest</c>: its options.</summary>
internal static class BacktestCommand
{
    private const long FewestPaths = 1000;
    private const long MostPaths = 10_000_000;
    private const long UsualPaths = 20_000;
    private const int ShortestHistoryDivisor = 4;

    public static Command Create(CommandContext context, CancellationToken cancellation)
    {
        var prices = new PriceFileOptions();
        Option<string[]> process = ProcessOptions.Several(
            "--process", "What is fitted and simulated, with commas between.", ["gbm"],
            ProcessFitting.Names);
        Option<string[]> position = ProcessOptions.Several(
            "--position", "What is held: the price itself, or what follows from it.",
            ["price", "il"], [.. BacktestPosition.All.Select(one => one.Name)]);
        Option<TimeSpan> window = ProcessOptions.Time(
            "--window", "How far back calibration looks.", TimeSpan.FromDays(365));
        Option<TimeSpan?> least = new("--least")
        {
            Description = "How much of the window must be there; a quarter by default.",
            HelpName = "TIME",
            CustomParser = argument => ProcessOptions.ReadTime(argument, "--least"),
        };
        Option<TimeSpan[]> horizon = Horizons();
        Option<TimeSpan> every = ProcessOptions.Time(
            "--every", "The time between two forecasts.", TimeSpan.FromDays(7));
        Option<TimeSpan> sampling = ProcessOptions.Time(
            "--sampling", "The time of the returns that are fitted, and of a step.",
            TimeSpan.FromDays(1));
        var fee = new Option<double?>("--fee")
        {
            Description = "With --position lp: the pool's fee, as a fraction such as 0.003.",
            HelpName = "FEE",
        };
        var volume = new Option<string>("--volume")
        {
            Description = "With --position lp: the column of what was swapped in the interval that "
                + "a line tells of.",
            HelpName = "NAME|NUMBER",
            DefaultValueFactory = _ => "volume_usd",
        };
        var value = new Option<string>("--value")
        {
            Description = "With --position lp: the column of the pool's value, in the same money.",
            HelpName = "NAME|NUMBER",
            DefaultValueFactory = _ => "tvl_usd",
        };
        Option<DateTime?> from = PriceFileOptions.Time(
            "--from", "The first forecast, in UTC; as soon as there are prices by default.");
        Option<DateTime?> readFrom = PriceFileOptions.Time(
            "--read-from", "Leave out prices before this time, in UTC.");
        Option<DateTime?> to =
            PriceFileOptions.Time("--to", "Leave out prices from this time on, in UTC.");
        Option<long?> paths = CommonOptions.Count(
            "--paths", "N", "Paths of each forecast; 20,000 by default.", FewestPaths, MostPaths);
        Option<long?> seed = CommonOptions.Count(
            "--seed", "N", "The seed of the random numbers; 1 by default.", 0, long.MaxValue / 2);
        var folder = new Option<string?>("--out")
        {
            Description = "Keep report.html, backtest.json, cells.csv and forecasts.csv in this "
                + "folder.",
            HelpName = "DIR",
        };
        Option<bool> force = CommonOptions.Force();
        Option<bool> json = CommonOptions.Json();
        Option<bool> quiet = CommonOptions.Quiet();
        var command = new Command(
            "backtest",
            "Fit processes to what was known at each past time, simulate them, and compare that "
            + "with what came.")
        {
            process, position, window, least, horizon, every, sampling, fee, volume, value,
            from, readFrom, to, paths, seed, folder, force, json, quiet,
        };
        prices.AddTo(command);
        command.SetAction(parse =>
        {
            PriceFileRequest[] requests = prices.Requests(parse, context, out var files);
            TimeSpan looked = parse.GetValue(window);
            return new HistoryBacktest(context, cancellation).Execute(new HistoryBacktestRequest
            {
                Prices = [.. requests.Select(one => one with
                {
                    // What no forecast looks at is not read, and may be wrong.
                    FromUtc = Later(
                        parse.GetValue(readFrom),
                        parse.GetValue(from) - looked - parse.GetValue(sampling)),
                    ToUtc = parse.GetValue(to),
                })],
                Names = files.Names,
                Backtest = new BacktestRequest
                {
                    Processes = parse.GetRequiredValue(process),
                    Positions = [.. parse.GetRequiredValue(position)
                        .Select(name => BacktestPosition.Of(name)!)],
                    Window = looked,
                    LeastHistory = parse.GetValue(least) ?? looked / ShortestHistoryDivisor,
                    Horizons = [.. parse.GetRequiredValue(horizon).Order()],
                    Every = parse.GetValue(every),
                    Sampling = parse.GetValue(sampling),
                    FromUtc = parse.GetValue(from),
                    Paths = parse.GetValue(paths) ?? UsualPaths,
                    Seed = (ulong)(parse.GetValue(seed) ?? 1),
                },
                Fee = parse.GetValue(fee),
                Volume = parse.GetRequiredValue(volume),
                Value = parse.GetRequiredValue(value),
                Folder = parse.GetValue(folder),
                Force = parse.GetValue(force),
                Json = parse.GetValue(json),
                Quiet = parse.GetValue(quiet),
            });
        });
        return command;
    }

    private static DateTime? Later(DateTime? one, DateTime? other) =>
        one is null || other > one ? other ?? one : one;

    private static Option<TimeSpan[]> Horizons() => new("--horizon")
    {
        Description = "How far ahead, with commas between.",
        HelpName = "TIME,...",
        DefaultValueFactory = _ =>
            [TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(30)],
        CustomParser = argument =>
            [.. ProcessOptions.Parts(argument)
                .Select(text => ProcessOptions.Read(argument, "--horizon", text))
                .Distinct()],
    };
}
