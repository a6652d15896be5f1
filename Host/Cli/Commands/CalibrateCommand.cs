using System.CommandLine;
using System.CommandLine.Parsing;
using GpuRisk.Scenarios.Calibration;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk calibrate</c>: its options.</summary>
internal static class CalibrateCommand
{
    public static Command Create(CommandContext context, CancellationToken cancellation)
    {
        var file = new Argument<string[]>("PRICES")
        {
            Description = "Prices in CSV, as exchanges and data sites write them; of several "
                + "assets a file each, as NAME=FILE or with --name.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> model = Model();
        var price = new Option<string?>("--price", "--column")
        {
            Description = "The column of the price; close or else price by default.",
            HelpName = "NAME|NUMBER",
        };
        var time = new Option<string?>("--time")
        {
            Description = "The column of the time, where its name is not a usual one.",
            HelpName = "NAME|NUMBER",
        };
        Option<string?> dates = Choice(
            "--dates", "What comes first in dates such as 01/02/2023.", "month-first", "day-first");
        Option<string?> decimals = Choice(
            "--decimal", "What stands before decimals.", "point", "comma");
        Option<DateTime?> from = Time("--from", "Leave out prices before this time, in UTC.");
        Option<DateTime?> to = Time("--to", "Leave out prices from this time on, in UTC.");
        var name = new Option<string?>("--name")
        {
            Description = "The asset's name, or names with commas between them; of a file with "
                + "several assets, those to take.",
            HelpName = "NAME,...",
        };
        var target = new Option<string?>("--out")
        {
            Description = "Write the fragment into this new file, not to the standard output.",
            HelpName = "FILE",
        };
        var json = new Option<bool>("--json")
        {
            Description = "Print the result as JSON, and nothing else.",
        };
        var command = new Command(
            "calibrate",
            "Estimate the processes of assets from their prices, and how they move together.")
        {
            file, model, price, time, dates, decimals, from, to, name, target, json,
        };
        command.Validators.Add(result =>
        {
            CalibrateFiles.Of(
                result.GetValue(file) ?? [], result.GetValue(name), out string? problem);
            if (problem is not null) result.AddError($"{problem}.");
        });
        command.SetAction(parse =>
        {
            CalibrateFiles files = CalibrateFiles.Of(
                parse.GetRequiredValue(file), parse.GetValue(name), out string? _)!;
            DateOrder? order = parse.GetValue(dates) switch
            {
                "month-first" => DateOrder.MonthFirst,
                "day-first" => DateOrder.DayFirst,
                _ => null,
            };
            DecimalSign? sign = parse.GetValue(decimals) switch
            {
                "point" => DecimalSign.Point,
                "comma" => DecimalSign.Comma,
                _ => null,
            };
            return new PriceEstimation(context.Terminal, cancellation).Execute(
                new CalibrateRequest
                {
                    Prices = [.. files.Files.Select((path, i) => new PriceFileRequest(path)
                    {
                        Column = parse.GetValue(price),
                        TimeColumn = parse.GetValue(time),
                        DateOrder = order,
                        Decimal = sign,
                        NowUtc = context.Time.GetUtcNow().UtcDateTime,
                        FromUtc = parse.GetValue(from),
                        ToUtc = parse.GetValue(to),
                        Asset = files.IsNamed ? files.Names[i] : null,
                    })],
                    Models = parse.GetRequiredValue(model) switch
                    {
                        "gbm" => CalibrationModels.Gbm,
                        "merton" => CalibrationModels.Merton,
                        _ => CalibrationModels.Both,
                    },
                    Names = files.Names,
                    Out = parse.GetValue(target),
                    Json = parse.GetValue(json),
                });
        });
        return command;
    }

    private static Option<string> Model()
    {
        var option = new Option<string>("--model")
        {
            Description = "What to fit; the fragment holds the one with the lower AIC.",
            HelpName = "gbm|merton|both",
            DefaultValueFactory = _ => "both",
        };
        return option.AcceptOnlyFromAmong("gbm", "merton", "both");
    }

    private static Option<string?> Choice(string name, string description, params string[] values)
    {
        var option = new Option<string?>(name)
        {
            Description = description,
            HelpName = string.Join('|', values),
        };
        return option.AcceptOnlyFromAmong(values);
    }

    private static Option<DateTime?> Time(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DATE",
        CustomParser = argument => ReadTime(argument, name),
    };

    private static DateTime? ReadTime(ArgumentResult argument, string name)
    {
        string text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        DateTime? time = PriceCalibration.ReadTime(text);
        if (time is null)
        {
            argument.AddError(
                $"{name}: found '{text}'; allowed is a date as 2023-12-31 or "
                + "2023-12-31T23:00:00Z.");
        }

        return time;
    }
}
