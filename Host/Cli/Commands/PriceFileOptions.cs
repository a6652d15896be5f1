using System.CommandLine;
using System.CommandLine.Parsing;
using GpuRisk.Scenarios.Calibration;

namespace GpuRisk.Host.Cli.Commands;

/// <summary>Files of prices and how they are read, as several commands take them.</summary>
internal sealed class PriceFileOptions
{
    private readonly Argument<string[]> _files = new("PRICES")
    {
        Description = "Prices in CSV, as exchanges and data sites write them; of several "
            + "assets a file each, as NAME=FILE or with --name.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _price = new("--price", "--column")
    {
        Description = "The column of the price; close or else price by default.",
        HelpName = "NAME|NUMBER",
    };

    private readonly Option<string?> _time = new("--time")
    {
        Description = "The column of the time, where its name is not a usual one.",
        HelpName = "NAME|NUMBER",
    };

    private readonly Option<string?> _dates = Choice(
        "--dates", "What comes first in dates such as 01/02/2023.", "month-first", "day-first");

    private readonly Option<string?> _decimals = Choice(
        "--decimal", "What stands before decimals.", "point", "comma");

    private readonly Option<string?> _name = new("--name")
    {
        Description = "The asset's name, or names with commas between them; of a file with "
            + "several assets, those to take.",
        HelpName = "NAME,...",
    };

    /// <summary>Adds them to a command, which refuses files that it cannot tell apart.</summary>
    public void AddTo(Command command)
    {
        command.Add(_files);
        foreach (Option option in (Option[])[_price, _time, _dates, _decimals, _name])
            command.Add(option);
        command.Validators.Add(result =>
        {
            CalibrateFiles.Of(
                result.GetValue(_files) ?? [], result.GetValue(_name), out string? problem);
            if (problem is not null) result.AddError($"{problem}.");
        });
    }

    /// <summary>What to read, one for each asset.</summary>
    public PriceFileRequest[] Requests(
        ParseResult parse, CommandContext context, out CalibrateFiles files)
    {
        CalibrateFiles found = CalibrateFiles.Of(
            parse.GetRequiredValue(_files), parse.GetValue(_name), out string? _)!;
        files = found;
        return [.. found.Files.Select((path, i) => new PriceFileRequest(path)
        {
            Column = parse.GetValue(_price),
            TimeColumn = parse.GetValue(_time),
            DateOrder = parse.GetValue(_dates) switch
            {
                "month-first" => DateOrder.MonthFirst,
                "day-first" => DateOrder.DayFirst,
                _ => null,
            },
            Decimal = parse.GetValue(_decimals) switch
            {
                "point" => DecimalSign.Point,
                "comma" => DecimalSign.Comma,
                _ => null,
            },
            NowUtc = context.Time.GetUtcNow().UtcDateTime,
            Asset = found.IsNamed ? found.Names[i] : null,
        })];
    }

    /// <summary>An option whose value is a time.</summary>
    public static Option<DateTime?> Time(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DATE",
        CustomParser = argument => ReadTime(argument, name),
    };

    private static Option<string?> Choice(string name, string description, params string[] values)
    {
        var option = new Option<string?>(name)
        {
            Description = description,
            HelpName = string.Join('|', values),
        };
        return option.AcceptOnlyFromAmong(values);
    }

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
