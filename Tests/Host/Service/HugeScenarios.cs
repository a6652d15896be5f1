using System.Text;

namespace GpuRisk.Tests.Host.Service;

/// <summary>A text about as long as a request may be.</summary>
internal sealed record HugeScenario(string Name, string Text, string MediaType = "application/yaml")
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>Texts that are made to take time or memory.</summary>
internal static class HugeScenarios
{
    private const int Length = (4 << 20) - 4096;

    /// <summary>All of them.</summary>
    public static IEnumerable<HugeScenario> All =>
    [
        new("one word", new string('a', Length)),
        new("one quoted word", '"' + new string('a', Length) + '"'),
        new("unknown keys", Repeat(i => $"k{i}: 1\n")),
        new("unknown keys of one line", "{" + Repeat(i => $"k{i}: 1, ") + "}"),
        new("the same key", Repeat(_ => "a: 1\n")),
        new("positions", CrashOrder.Scenario + "\n" + Repeat(i => $"  p{i}: {{ pool: v2, value: 1 }}\n")),
        new("positions of nothing", CrashOrder.Scenario + "\n" + Repeat(i => $"  p{i}: {{}}\n")),
        new("items", "[" + Repeat(_ => "1,") + "]"),
        new("items of a line each", Repeat(_ => "- 1\n")),
        new("nested lists", new string('[', Length)),
        new("nested maps", Repeat(_ => "{a: ")),
        new("nested items", Repeat(_ => "- ")),
        new("deeper and deeper", Repeat(i => new string(' ', Math.Min(i, 4000)) + "a:\n")),
        new("question marks", Repeat(_ => "? ")),
        new("anchors", "a: &a [1, 2]\n" + Repeat(i => $"b{i}: &b{i} [*a, *a]\n")),
        new("merges", Repeat(_ => "<<: {a: 1}\n")),
        new("tags", Repeat(_ => "!a ")),
        new("comments", CrashOrder.Scenario + "\n" + Repeat(_ => "# a\n")),
        new("spaces", CrashOrder.Scenario + "\n" + new string(' ', Length - 1000)),
        new("empty lines", new string('\n', Length)),
        new("folded text", "a: >\n" + Repeat(_ => " b\n")),
        new("escapes", "\"" + Repeat(_ => "\\u0041") + "\""),
        new("documents", Repeat(_ => "---\na\n")),
        new("directives", Repeat(i => $"%TAG !a{i}! b\n")),
        new("objects", "[" + Repeat(_ => "{},") + "{}]", "application/json"),
        new("keys", "{" + Repeat(i => $"\"k{i}\":1,") + "\"a\":1}", "application/json"),
        new("nested JSON", new string('[', Length), "application/json"),
        new("one number", new string('9', Length), "application/json"),
    ];

    private static string Repeat(Func<int, string> part)
    {
        var text = new StringBuilder(Length);
        for (int i = 0; text.Length < Length - 8192; i++)
        {
            text.Append(part(i));
        }

        return text.ToString();
    }
}
