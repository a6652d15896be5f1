using System.Text;
using System.Text.RegularExpressions;
using GpuRisk.Scenarios;

namespace GpuRisk.Tests.Host.Service;

/// <summary>Scenarios of the library, and what is made of them by chance: bytes, tokens, lines and
/// numbers changed, exchanged, doubled and left out.</summary>
internal sealed partial class MutatedScenarios(int seed)
{
    private static readonly string[] Values =
    [
        "0", "-0", "-1", "1", "2", "64", "1e308", "-1e308", "1e-308", "5e-324", "1e999", ".nan",
        ".inf", "-.inf", "9223372036854775807", "18446744073709551616", "2147483648", "1_000",
        "0x10", "0.30000000000000004", "1d", "1h", "1s", "0s", "365000d", "1e9d", "0.001s", "~",
        "999999999999999999999999999999999999", "[]", "{}", "true", "''", "\"\\0\"",
        "1e-30", "1e-15", "1e-9", "1e-6", "1e-3", "0.5", "0.99", "0.999999", "3", "10", "100", "1e4",
        "1e6", "1e9", "1e12", "1e20", "30m", "2h", "7d",
    ];

    private static readonly string[] Insertions =
    [
        "&a ", "*a", "!!binary ", "<<: *a\n", "? ", "- ", "| ", "> ", "[[[[[[[[[[", "{{{{{{{{", "%",
        "---\n", "...\n", "\t", "\0", "\u2028", "\ud83d\ude00", "#", "\"", "'", ": ", "\r", "\\",
        "a: {b: {c: {d: {e: {f: {g: {h: {i: {j: {k: {l: {m: {n: {o: {p: {q: 1}}}}}}}}}}}}}}}}\n",
    ];

    private readonly Random _random = new(seed);
    private readonly string[] _texts =
        [.. LibraryScenarios.All.Select(scenario => scenario.Text)];

    /// <summary>The next one, in bytes that need not be UTF-8.</summary>
    public byte[] Next()
    {
        string text = OneOf(_texts);
        for (int i = _random.Next(1, 5); i > 0; i--)
        {
            text = Mutate(text);
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > 0 && _random.Next(8) == 0)
        {
            bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
        }

        return bytes;
    }

    private string Mutate(string text) => _random.Next(9) switch
    {
        0 => Replace(text, Number(), _ => OneOf(Values)),
        1 => Replace(text, Number(), _ => OneOf(Values)),
        2 => Replace(text, Token(), _ => OneOf(Values)),
        3 => Replace(text, Token(), _ => Any(OneOf(_texts), Token())),
        4 => Lines(text, lines => lines[_random.Next(lines.Count)] = Any(OneOf(_texts), Line())),
        5 => Lines(text, lines => lines.RemoveAt(_random.Next(lines.Count))),
        6 => Lines(text, lines => lines.Insert(
            _random.Next(lines.Count), lines[_random.Next(lines.Count)])),
        7 => text.Insert(_random.Next(text.Length + 1), OneOf(Insertions)),
        _ => Lines(text, lines => (lines[0], lines[^1]) = (lines[^1], lines[0])),
    };

    private static string Lines(string text, Action<List<string>> change)
    {
        List<string> lines = [.. text.Split('\n')];
        change(lines);
        return string.Join('\n', lines);
    }

    private string Replace(string text, Regex what, Func<string, string> by)
    {
        MatchCollection all = what.Matches(text);
        if (all.Count == 0)
        {
            return text;
        }

        Match one = all[_random.Next(all.Count)];
        return text[..one.Index] + by(one.Value) + text[(one.Index + one.Length)..];
    }

    private string Any(string text, Regex what)
    {
        MatchCollection all = what.Matches(text);
        return all.Count == 0 ? "" : all[_random.Next(all.Count)].Value;
    }

    private string OneOf(string[] texts) => texts[_random.Next(texts.Length)];

    [GeneratedRegex(@"(?<![\w.])\d[\d.]*(e-?\d+)?[dhms]?\b")]
    private static partial Regex Number();

    [GeneratedRegex(@"[\w.\-]+")]
    private static partial Regex Token();

    [GeneratedRegex(@".+")]
    private static partial Regex Line();
}
