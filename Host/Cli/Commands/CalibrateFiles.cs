using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Calibration;

namespace GpuRisk.Host.Cli.Commands;

/// <summary>Which file holds the prices of which asset, as the command line tells it.</summary>
/// <param name="Files">The files.</param>
/// <param name="Names">The assets' names, as many as files.</param>
/// <param name="IsNamed">Whether the user named them.</param>
internal sealed record CalibrateFiles(
    IReadOnlyList<string> Files, IReadOnlyList<string> Names, bool IsNamed)
{
    /// <summary>Reads arguments <c>FILE</c> and <c>NAME=FILE</c> and option <c>--name</c>.
    /// </summary>
    /// <param name="arguments">The arguments, at least one.</param>
    /// <param name="option">The names with commas between them; null where not given.</param>
    /// <param name="problem">What is wrong; null where nothing is.</param>
    public static CalibrateFiles? Of(
        IReadOnlyList<string> arguments, string? option, out string? problem)
    {
        (string? Name, string File)[] files = [.. arguments.Select(Split)];
        string?[] names = option is null
            ? [.. files.Select(file => file.Name)]
            : [.. option.Split(',', StringSplitOptions.TrimEntries)];
        if (option is not null && files.Any(file => file.Name is not null))
        {
            problem = "found --name and files as NAME=FILE; allowed is one of both";
            return null;
        }

        // One file may hold the prices of all.
        if (files.Length == 1) files = [.. names.Select(_ => files[0])];
        problem = Problem(files.Length, names);
        if (problem is not null) return null;
        bool isNamed = names.All(name => name is not null);
        return new CalibrateFiles(
            [.. files.Select(file => file.File)],
            [.. names.Select(name => name ?? PriceCalibration.DefaultName)],
            isNamed);
    }

    private static string? Problem(int files, string?[] names)
    {
        if (files > 1 && names.Any(name => name is null))
        {
            return "found several files; name each asset, as in --name BTC,ETH or BTC=btc.csv "
                + "ETH=eth.csv";
        }

        if (names.Length != files)
            return $"--name: found {Counted.Of(names.Length, "name")} of "
                + $"{Counted.Of(files, "file")}; allowed is one for each";
        string? wrong = names
            .OfType<string>()
            .Select(PriceCalibration.NameProblem)
            .FirstOrDefault(problem => problem is not null);
        if (wrong is not null) return $"--name: {wrong}";
        string? twice = names
            .GroupBy(name => name, StringComparer.Ordinal)
            .FirstOrDefault(same => same.Count() > 1)?.Key;
        return twice is null ? null : $"--name: found {twice} twice; allowed is once";
    }

    private static (string? Name, string File) Split(string argument)
    {
        int sign = argument.IndexOf('=', StringComparison.Ordinal);
        return sign <= 0 || File.Exists(argument)
            ? (null, argument)
            : (argument[..sign], argument[(sign + 1)..]);
    }
}
