using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>A shape of single values.</summary>
internal abstract class ScalarShape : Shape
{
    /// <summary>More characters than this are no value of any scalar but a text.</summary>
    private const int LongestToken = 100;

    protected virtual int MaximumLength => LongestToken;

    /// <summary>True where a value in quotes means the same as one without.</summary>
    protected virtual bool AllowsQuotes => true;

    /// <summary>The value of a default in the JSON Schema.</summary>
    public virtual JsonNode JsonDefault(string text) => JsonValue.Create(text);

    protected override object? Content(RawNode raw, string path, Place keyAt, ErrorLog log)
    {
        if (raw is RawText { IsNothing: false } scalar
            && (AllowsQuotes || !scalar.IsQuoted)
            && scalar.Text.Length <= MaximumLength
            && TryParse(scalar.Text, out object? value))
            return value;
        if (raw is RawText text) Refuse(raw, path, log, Problem(text), Hint(text));
        else Refuse(raw, path, log);
        return null;
    }

    protected abstract bool TryParse(string text, [NotNullWhen(true)] out object? value);

    /// <summary>What is said to be found, where the text itself does not tell enough.</summary>
    protected virtual string Problem(RawText text) => text.Described;

    /// <summary>What a message ends with, where it can be guessed what was meant.</summary>
    protected virtual string Hint(RawText text) => "";
}
