using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>A name that the scenario gives to something.</summary>
internal sealed partial class NameShape : ScalarShape
{
    private const string Pattern = "^[A-Za-z][A-Za-z0-9_-]{0,39}$";

    public override string Allowed =>
        "a name of a letter and up to 39 more letters, digits, '_' and '-'";

    /// <summary>True for a text that may be a name.</summary>
    public static bool IsName(string text) => Syntax().IsMatch(text) && text[^1] != '\n';

    public override JsonObject JsonSchema() => new() { ["type"] = "string", ["pattern"] = Pattern };

    protected override bool TryParse(string text, [NotNullWhen(true)] out object? value)
    {
        value = IsName(text) ? text : null;
        return value is not null;
    }

    [GeneratedRegex(Pattern)]
    private static partial Regex Syntax();
}
