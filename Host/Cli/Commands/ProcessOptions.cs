using System.CommandLine;
using System.CommandLine.Parsing;
using GpuRisk.Host.Figures;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Cli.Commands;

/// <summary>Options of the commands that fit processes: names of a list, and times.</summary>
internal static class ProcessOptions
{
    /// <summary>Names with commas between them.</summary>
    public static Option<string[]> Several(
        string name, string description, string[] usual, IReadOnlyList<string> allowed) => new(name)
        {
            Description = $"{description} {string.Join(", ", allowed)}.",
            HelpName = "NAME,...",
            DefaultValueFactory = _ => usual,
            CustomParser = argument =>
            {
                string[] names = Parts(argument);
                foreach (string wrong in names.Where(one => !allowed.Contains(one)))
                {
                    argument.AddError(
                        $"{name}: found '{wrong}'; allowed are {string.Join(", ", allowed)}.");
                }

                if (names.Distinct().Count() < names.Length)
                    argument.AddError($"{name}: found a name twice; allowed is once.");
                return names;
            },
        };

    /// <summary>A time.</summary>
    public static Option<TimeSpan> Time(string name, string description, TimeSpan usual) =>
        new(name)
        {
            Description = $"{description} {FigureText.Duration(usual.TotalSeconds)} by default.",
            HelpName = "TIME",
            DefaultValueFactory = _ => usual,
            CustomParser = argument => ReadTime(argument, name) ?? usual,
        };

    /// <summary>The time of an option; null, with an error, where it is none.</summary>
    public static TimeSpan? ReadTime(ArgumentResult argument, string name) =>
        Read(argument, name, argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "");

    /// <summary>A time out of several of an option.</summary>
    public static TimeSpan Read(ArgumentResult argument, string name, string text)
    {
        TimeSpan? time = Duration.Read(text);
        if (time is null)
            argument.AddError($"{name}: found '{text}'; allowed is a time as 365d, 1h or 30m.");
        return time ?? TimeSpan.FromDays(1);
    }

    /// <summary>What stands between the commas of an option.</summary>
    public static string[] Parts(ArgumentResult argument) => [.. argument.Tokens.SelectMany(
        token => token.Value.Split(',', StringSplitOptions.TrimEntries))];
}
