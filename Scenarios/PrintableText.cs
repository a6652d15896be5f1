using System.Globalization;
using System.Text;

namespace GpuRisk.Scenarios;

/// <summary>
/// Text that came from outside, as it may be shown: characters that steer a terminal or turn the
/// direction of the text around them stand as escapes, <c>\u001b</c>.
/// </summary>
public static class PrintableText
{
    /// <summary>The text with its lines and tabs as they are.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Escaped(text, static c => Steers(c) && c is not ('\n' or '\t'));
    }

    /// <summary>The text in one line: breaks of lines and tabs are escapes as well.</summary>
    public static string Line(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Escaped(text, Steers);
    }

    // Format characters are those of direction, those that nobody sees, and marks of order.
    // U+200C and U+200D are left: scripts and emoji are written with them.
    private static bool Steers(char c) => CharUnicodeInfo.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.Control => true,
        UnicodeCategory.Format => c is not ('\u200C' or '\u200D'),
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        _ => false,
    };

    private static string Escaped(string text, Func<char, bool> mustEscape)
    {
        if (!text.Any(mustEscape)) return text;
        var shown = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            if (mustEscape(c)) shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else shown.Append(c);
        }

        return shown.ToString();
    }
}
