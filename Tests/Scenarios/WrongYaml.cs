namespace GpuRisk.Tests.Scenarios;

/// <summary>What may be wrong before the text means anything.</summary>
internal static class WrongYaml
{
    public static IEnumerable<Wrong> Cases =>
    [
        Y("empty", "§", "found nothing"),
        Y("only a comment", "§# nothing\n", "found nothing"),
        Y("a word", "§hello", "found 'hello'; allowed is a mapping that describes a scenario"),
        Y("a list", "§- a\n- b\n", "found a list"),
        Y("null", "§~", "found nothing"),
        Y("unclosed quote", "scenario: §\"abc\nkernel: depeg\n", "this is not YAML"),
        Y("unclosed brace", "{ scenario: a§", "this is not YAML"),
        Y("tab", "assets:\n§\tETH: 1\n", "found a tab in the indentation"),
        Y("control character", "scenario: a§\u0001b\n", "control character U+0001"),
        Y("zero", "§\0\0\0", "control character U+0000"),
        Y("half a character", "scenario: §\uD800\n", "half a character"),
        Y("anchor", "scenario: §&a x\n", "found an anchor", Rest),
        Y("alias", "scenario: x\ndescription: §*a\n", "found an alias", Rest),
        Y("tag", "scenario: §!!str x\n", "found a tag", Rest),
        Y("complex key", "scenario: x\n§[a, b]: 1\n", "found a list as a key", Rest),
        Y("duplicate key", "scenario: x\n§scenario: y\n", "first in line 1", Rest),
        Y("second document", "scenario: x\n§---\nscenario: y\n", "found a second document", Rest),
        Y("value left out", "\n  : !!int§", "this is not YAML"),
        Y("key over two lines", "a: §{ ki\nconstant }", "this is not YAML"),
        Y("too deep", "a: " + new string('[', 15) + "§" + new string('[', 40),
            "found deeper nesting"),
        Y("very deep", "a: " + new string('[', 15) + "§" + new string('[', 500_000),
            "found deeper nesting"),
        Y("long key", "scenario: x\n§" + new string('k', 900) + ": 1\n", "not a known key", Rest),
    ];

    /// <summary>The other top-level keys are missing too: kernel, horizon, step, assets.</summary>
    private const int Rest = 5;

    private static Wrong Y(string name, string text, string message, int errors = 1) =>
        new("yaml: " + name, "@", "@", text, message) { Errors = errors };
}
