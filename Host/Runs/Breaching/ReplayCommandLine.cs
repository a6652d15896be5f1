using System.Globalization;
using System.Text.RegularExpressions;

namespace GpuRisk.Host.Runs.Breaching;

/// <summary>The command that replays a path of a run.</summary>
internal static partial class ReplayCommandLine
{
    /// <summary>The command, as a shell takes it.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="precision">Its precision.</param>
    /// <param name="path">The path's index.</param>
    public static string Of(BreachRequest request, ulong seed, string precision, long path)
    {
        string[] words =
        [
            "gpurisk", "breach", request.File, "--figure", request.Figure,
            .. request.Overrides.SelectMany(setting => (string[])["--set", setting]),
            "--seed", seed.ToString(CultureInfo.InvariantCulture), "--precision", precision,
            "--path", path.ToString(CultureInfo.InvariantCulture),
        ];
        return string.Join(' ', words.Select(Quoted));
    }

    private static string Quoted(string word) => Safe().IsMatch(word)
        ? word
        : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex("^[A-Za-z0-9_./=:,@%+-]+$")]
    private static partial Regex Safe();
}
