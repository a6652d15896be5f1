using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Nodes;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>
/// One of the members of an enumeration, written in lower case with hyphens:
/// <c>RecentreOnExit</c> is <c>recentre-on-exit</c>.
/// </summary>
internal sealed class ChoiceShape<T> : ScalarShape where T : struct, Enum
{
    private static readonly Dictionary<string, T> Members =
        Enum.GetValues<T>().ToDictionary(member => Hyphenated(member.ToString()));

    public override string Allowed => string.Join(" or ", Members.Keys);

    protected override JsonObject JsonSchemaOfOne() => new()
    {
        ["type"] = "string",
        ["enum"] = new JsonArray([.. Members.Keys.Select(key => JsonValue.Create(key))]),
    };

    protected override bool TryParse(string text, [NotNullWhen(true)] out object? value)
    {
        value = Members.TryGetValue(text, out T member) ? member : null;
        return value is not null;
    }

    private static string Hyphenated(string name)
    {
        var text = new StringBuilder();
        foreach (char c in name)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
