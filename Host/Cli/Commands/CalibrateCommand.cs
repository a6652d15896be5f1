using System.CommandLine;
using System.Globalization;
using GpuRisk.Scenarios.Calibration;
using GpuRisk.Scenarios.Calibration.Fitting;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk calibrate</c>: its options.</summary>
internal static class CalibrateCommand
{
    public static Command Create(CommandContext context, CancellationToken cancellation)
    {
        var prices = new PriceFileOptions();
        Option<string> model = Model();
        Option<string[]> process = ProcessOptions.Several(
            "--process",
            "Fit these to the latest year of daily returns with drift 0, as backtests do; the "
            + $"fragment holds the one with the lowest BIC. {ProcessCalibration.UsualProcess} by "
            + "default. Allowed are",
            [ProcessCalibration.UsualProcess], ProcessFitting.FittedNames);
        Option<TimeSpan> window = ProcessOptions.Time(
            "--window", "How far back it looks.", ProcessCalibration.UsualWindow);
        Option<TimeSpan> sampling = ProcessOptions.Time(
            "--sampling", "The time of the returns.",
            ProcessCalibration.UsualSampling);
        var uncertain = new Option<bool>("--uncertain")
        {
            Description = "State estimates with errors as uncertain numbers, "
                + "which each draw of a run takes from their laws.",
        };
        var picture = new Option<string?>("--png")
        {
            Description = "Draw how well each fits into this file.",
            HelpName = "FILE",
        };
        var volume = new Option<string?>("--volume")
        {
            Description = "The file is a pool's: estimate the law of its volume, which stands in "
                + "this column.",
            HelpName = "NAME|NUMBER",
        };
        var value = new Option<string>("--value")
        {
            Description = "With --volume or --liquidity: the column of the pool's value.",
            HelpName = "NAME|NUMBER",
            DefaultValueFactory = _ => "tvl_usd",
        };
        var fee = new Option<double?>("--fee")
        {
            Description = "With --volume: the pool's fee, as 0.003. Estimate the concentration at "
                + "which fees pay for what arbitrage costs.",
            HelpName = "FRACTION",
        };
        var liquidity = new Option<string?>("--liquidity")
        {
            Description = "The file is a pool's: estimate its concentration. Its active liquidity, "
                + "in the smallest units, stands in this column; its value must be in quote.",
            HelpName = "NAME|NUMBER",
        };
        var decimals = new Option<string?>("--decimals")
        {
            Description = "With --liquidity: the decimals of the pool's two tokens, as 6,18.",
            HelpName = "N,N",
        };
        var gas = new Option<bool>("--gas")
        {
            Description = "The prices are those of gas, in 10^-9 of the asset: estimate their law.",
        };
        Option<DateTime?> from =
            PriceFileOptions.Time("--from", "Leave out prices before this time, in UTC.");
        Option<DateTime?> to =
            PriceFileOptions.Time("--to", "Leave out prices from this time on, in UTC.");
        var target = new Option<string?>("--out")
        {
            Description = "Write the fragment into this new file, not to the standard output.",
            HelpName = "FILE",
        };
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "calibrate",
            "Estimate the processes of assets from their prices, and how they move together.")
        {
            model, process, window, sampling, uncertain, picture, volume, value, fee, liquidity,
            decimals, gas, from, to, target, json,
        };
        prices.AddTo(command);
        command.Validators.Add(result =>
        {
            bool Has(Option option) => result.GetResult(option) is { Implicit: false };
            Option[] ways = [.. ((Option[])[model, process, volume, liquidity, gas]).Where(Has)];
            if (ways.Length > 1)
            {
                result.AddError(
                    $"{ways[0].Name}: found it with {ways[1].Name}; allowed is one of --model, "
                    + "--process, --volume, --liquidity and --gas.");
            }

            if (Has(value) && !Has(volume) && !Has(liquidity))
            {
                result.AddError(
                    "--value: found it without --volume and --liquidity; allowed is with one.");
            }

            if (Has(fee) && (!Has(volume) || result.GetValue(fee) is not (> 0 and < 1)))
                result.AddError("--fee: allowed is a number in (0, 1), with --volume.");
            if (Has(decimals) != Has(liquidity))
                result.AddError("--decimals: allowed and required with --liquidity.");
            if (Has(decimals) && Decimals(result.GetValue(decimals)) is null)
            {
                result.AddError(
                    $"--decimals: found '{result.GetValue(decimals)}'; allowed are two whole "
                    + "numbers from 0 to 36, as 6,18.");
            }

            Option[] lone = Has(model) ? [window, sampling, uncertain, picture]
                : Has(volume) || Has(gas) ? [uncertain, picture]
                : Has(liquidity) ? [picture] : [];
            foreach (Option option in lone.Where(Has))
            {
                result.AddError(
                    $"{option.Name}: found it with {ways[0].Name}; allowed is one of them.");
            }
        });
        command.SetAction(parse =>
        {
            PriceFileRequest[] requests = prices.Requests(parse, context, out var files);
            return new PriceEstimation(context.Terminal, cancellation).Execute(
                new CalibrateRequest
                {
                    Prices = [.. requests.Select(request => request with
                    {
                        FromUtc = parse.GetValue(from),
                        ToUtc = parse.GetValue(to),
                    })],
                    Models = parse.GetRequiredValue(model) switch
                    {
                        "gbm" => CalibrationModels.Gbm,
                        "merton" => CalibrationModels.Merton,
                        _ => CalibrationModels.Both,
                    },
                    Processes = parse.GetResult(model) is { Implicit: false }
                        ? [] : parse.GetRequiredValue(process),
                    IsUsual = parse.GetResult(process) is not { Implicit: false },
                    Window = parse.GetValue(window),
                    Sampling = parse.GetValue(sampling),
                    Volume = parse.GetValue(volume),
                    Fee = parse.GetValue(fee),
                    Liquidity = parse.GetValue(liquidity),
                    Decimals = Decimals(parse.GetValue(decimals)) ?? default,
                    Value = parse.GetRequiredValue(value),
                    IsGas = parse.GetValue(gas),
                    IsUncertain = parse.GetValue(uncertain),
                    Picture = parse.GetValue(picture),
                    Names = files.Names,
                    Out = parse.GetValue(target),
                    Json = parse.GetValue(json),
                });
        });
        return command;
    }

    private static (int First, int Second)? Decimals(string? text)
    {
        const int most = 36;
        string[] parts = text?.Split(',') ?? [];
        return parts.Length == 2
            && uint.TryParse(parts[0], CultureInfo.InvariantCulture, out uint first)
            && uint.TryParse(parts[1], CultureInfo.InvariantCulture, out uint second)
            && first <= most && second <= most
                ? ((int)first, (int)second) : null;
    }

    private static Option<string> Model()
    {
        var option = new Option<string>("--model")
        {
            Description = "Fit these in place of --process, to all prices as they stand, drift "
                + "included; the fragment holds the one with the lower AIC.",
            HelpName = "gbm|merton|both",
            DefaultValueFactory = _ => "both",
        };
        return option.AcceptOnlyFromAmong("gbm", "merton", "both");
    }
}
