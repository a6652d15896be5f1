using System.CommandLine;
using System.CommandLine.Parsing;
using GpuRisk.Engine.Devices;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Cli.Commands;

/// <summary>Options that several commands take.</summary>
internal static class CommonOptions
{
    private const int MostThreads = 1024;
    private const long MostPaths = 1_000_000_000_000;
    private const string Float32 = "float32";
    private const string Float64 = "float64";

    /// <summary>How many paths to run.</summary>
    /// <param name="most">The most that are allowed.</param>
    public static Option<long?> Paths(long most = MostPaths) => Count(
        "--paths", "N", "Paths instead of the scenario's, as 1e6 or 1_000_000.", 1, most);

    /// <summary>The seed of the random numbers.</summary>
    public static Option<long?> Seed() => Count(
        "--seed", "N", "Seed instead of the scenario's.", 0, long.MaxValue);

    /// <summary>Whether a result that is there is replaced.</summary>
    public static Option<bool> Force() => new("--force")
    {
        Description = "Replace a result that is in the folder already.",
    };

    /// <summary>Whether the result is printed as JSON.</summary>
    public static Option<bool> Json() => new("--json")
    {
        Description = "Print the result as JSON, and nothing else.",
    };

    /// <summary>Whether no progress is shown.</summary>
    public static Option<bool> Quiet() =>
        new("--quiet", "-q") { Description = "Show no progress." };

    /// <summary>The precision of the simulation.</summary>
    public static Option<string?> Precision()
    {
        var option = new Option<string?>("--precision")
        {
            Description = "Precision of the simulation; float32 where it resolves the scenario.",
            HelpName = $"{Float32}|{Float64}",
        };
        return option.AcceptOnlyFromAmong(Float32, Float64);
    }

    /// <summary>What was asked for in the place of what the scenario states.</summary>
    public static Asked Asked(
        ParseResult parse,
        Option<long?> paths,
        Option<long?> seed,
        Option<string?>? precision = null) => new(
            parse.GetValue(paths), (ulong?)parse.GetValue(seed),
            precision is null ? null : PrecisionOf(parse.GetValue(precision)));

    /// <summary>The precision that a value of that option means; null for none.</summary>
    public static Precision? PrecisionOf(string? name) => name switch
    {
        null => null,
        Float64 => Engine.Devices.Precision.Float64,
        Float32 => Engine.Devices.Precision.Float32,
        _ => throw new ArgumentOutOfRangeException(
            nameof(name), name, "No precision of this name."),
    };

    /// <summary>The devices to run on.</summary>
    public static Option<string> Device()
    {
        var option = new Option<string>("--device")
        {
            Description = "auto, all, simd, cpu, cuda[:i], opencl[:i], or several with commas.",
            HelpName = "NAMES",
            DefaultValueFactory = _ => "auto",
        };
        option.Validators.Add(result =>
        {
            if (DeviceNames.Problem(result.GetValueOrDefault<string>()) is { } problem)
            {
                result.AddError(problem);
            }
        });
        return option;
    }

    /// <summary>Threads of the processor.</summary>
    public static Option<long?> Threads() => Count(
        "--threads", "N", "Threads of simd and cpu; all processors by default.", 1, MostThreads);

    /// <summary>Settings that go before the file's.</summary>
    public static Option<string[]> Overrides() => new("--set")
    {
        Description = "Replace a key of the scenario, as assets.ETH.process.volatility=0.9.",
        HelpName = "KEY=VALUE",
    };

    /// <summary>Figures of one's own.</summary>
    public static Option<string[]> Figures() => new("--figure")
    {
        Description = "Tell a figure of your own, as 'ES(lp.net, 0.975)' or "
            + "'broke=P(market.badDebt > 10e6)'.",
        HelpName = "[NAME=]EXPR",
    };

    /// <summary>What is rare.</summary>
    public static Option<string?> Rare() => new("--rare")
    {
        Description = "Draw paths so that they show what is rare, as loan.badDebt or "
            + "'P(ETH.minimum < 500)'; all else stays right.",
        HelpName = "METRIC",
    };

    /// <summary>How paths are sampled.</summary>
    public static Option<string?> Sampling() => new("--sampling")
    {
        Description = "Have the same error of means with fewer paths.",
        HelpName = string.Join(
            '|', Enum.GetValues<SamplingKind>().Select(Scenarios.Sampling.NameOf)),
    };

    /// <summary>Settings that go before the file's, those of figures after others: each is the key
    /// <c>figures.NAME</c>, what is rare the key <c>rare</c>, and how paths are sampled the key
    /// <c>sampling</c>.</summary>
    public static StatedSettings Settings(
        ParseResult parse, Option<string[]> overrides, Option<string[]> figures,
        Option<string?> rare, Option<string?> sampling) => StatedSettings.Of(
            parse.GetValue(overrides) ?? [],
            [
                .. FigureSettings(parse, figures),
                .. KeySettings(parse, rare), .. KeySettings(parse, sampling),
            ]);

    // An option whose name is that of a key.
    private static IEnumerable<StatedSetting> KeySettings(
        ParseResult parse, Option<string?> option) => parse.GetValue(option) is { } text
            ? [StatedSetting.Of($"{option.Name.TrimStart('-')}={text}", option.Name, 1, text)]
            : [];

    /// <summary>The settings that state figures.</summary>
    public static IReadOnlyList<StatedSetting> FigureSettings(
        ParseResult parse, Option<string[]> figures) =>
    [
        .. (parse.GetValue(figures) ?? []).Select((text, i) => StatedSetting.Of(
            StatedFigure.SettingOf(text, $"figure{i + 1}"), figures.Name, i + 1, text)),
    ];

    /// <summary>A whole number within bounds.</summary>
    public static Option<long?> Count(
        string name, string helpName, string description, long least, long most) => new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = argument => Read(argument, name, least, most),
        };

    private static long? Read(ArgumentResult argument, string name, long least, long most)
    {
        string text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        long? value = CountText.Read(text, least, most);
        if (value is null)
        {
            argument.AddError($"{name}: found '{text}'; allowed is {least} to {most}, as 1e6.");
        }

        return value;
    }
}
