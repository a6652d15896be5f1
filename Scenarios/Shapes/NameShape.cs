using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>
/// A name that the scenario gives to something: what tokens are called on their chains, such as
/// <c>1INCH</c>, <c>USDC.e</c> and <c>USD₮0</c>, and pools such as <c>1INCH/USDC.e</c>. Dots and
/// slashes stand between other characters, so that no name is a path of folders.
/// </summary>
internal sealed partial class NameShape : ScalarShape
{
    // Written without classes such as \p{L}, which not every reader of the JSON Schema knows; and
    // without accents that stand alone, so that what looks the same is the same. Latin, Greek,
    // Cyrillic, Chinese, Japanese and Korean letters, and the signs of currencies.
    private const string Letter =
        @"A-Za-z0-9$\u00A2-\u00A5\u00C0-\u024F\u0386-\u0481\u048A-\u052F\u20A0-\u20CF"
        + @"\u3041-\u3096\u30A1-\u30FA\u3400-\u9FFF\uAC00-\uD7A3";

    /// <summary>The regular expression of names.</summary>
    public const string Pattern =
        $"^[{Letter}](?:[{Letter}_+*-]|[./](?=[{Letter}_+*-])){{0,39}}$";

    /// <summary>Pairs of names joined by a hyphen, which names may hold themselves.</summary>
    public const string PairPattern = $"^[{Letter}][{Letter}_+*./-]{{0,79}}[{Letter}_+*-]$";

    public override string Allowed =>
        "a name of a letter, digit or currency sign and up to 39 more, "
        + "'_', '-', '+', '*', '.' and '/' among them";

    /// <summary>True for a text that may be a name.</summary>
    public static bool IsName(string text) => Syntax().IsMatch(text) && text[^1] != '\n';

    protected override JsonObject JsonSchemaOfOne() =>
        new() { ["type"] = "string", ["pattern"] = Pattern };

    protected override bool TryParse(string text, [NotNullWhen(true)] out object? value)
    {
        value = IsName(text) ? text : null;
        return value is not null;
    }

    [GeneratedRegex(Pattern)]
    private static partial Regex Syntax();
}
