using System.Globalization;
using System.Text.RegularExpressions;

namespace GpuRisk.Scenarios.Building;

/// <summary>A word, number or sign of an expression.</summary>
/// <param name="Text">The text; empty at the end.</param>
/// <param name="Start">Where it begins, from 0.</param>
internal readonly partial record struct FigureToken(string Text, int Start)
{
    private const string Signs = "(),|<>=";
    private const string Operators = "+-*";

    /// <summary>The number that it is; null where it is none.</summary>
    public double? Number =>
        double.TryParse(
            Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : null;

    /// <summary>Whether it is a word or a number, and no sign.</summary>
    public bool IsWord =>
        Text.Length > 0 && !Signs.Contains(Text[0], StringComparison.Ordinal)
        && !Operators.Contains(Text[0], StringComparison.Ordinal);

    /// <summary>All of a text, the end last. Names hold '-', '+' and '*' themselves: only before a
    /// word, or after a number, do these need no space.</summary>
    public static IEnumerable<FigureToken> Of(string text)
    {
        int at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
            int length = LengthAt(text, at);
            yield return new FigureToken(text.Substring(at, length), at);
            if (length == 0) yield break;
            at += length;
        }
    }

    private static int LengthAt(string text, int at)
    {
        if (at == text.Length) return 0;
        if (Operators.Contains(text[at], StringComparison.Ordinal)) return 1;
        if (Signs.Contains(text[at], StringComparison.Ordinal))
            return text.AsSpan(at) is ['<' or '>' or '=', '=', ..] ? 2 : 1;
        Match factor = Factor().Match(text, at);
        if (factor.Success) return factor.Groups["number"].Length;
        int end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end])
            && !Signs.Contains(text[end], StringComparison.Ordinal))
        {
            end++;
        }

        return end - at;
    }

    [GeneratedRegex(@"\G(?<number>[0-9.]+(?:[eE][+-]?[0-9]+)?)\*")]
    private static partial Regex Factor();
}
