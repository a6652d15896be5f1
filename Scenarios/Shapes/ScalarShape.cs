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

    /// <summary>Whether no law may stand in its place.</summary>
    public bool IsCertain { get; init; }

    /// <summary>The laws that it may be drawn by; null where it is never drawn.</summary>
    protected virtual LawShape? Laws => null;

    private LawShape? AllowedLaws => IsCertain ? null : Laws;

    /// <summary>True where a value in quotes means the same as one without.</summary>
    protected virtual bool AllowsQuotes => true;

    /// <summary>The value of a default in the JSON Schema.</summary>
    public virtual JsonNode JsonDefault(string text) => JsonValue.Create(text);

    /// <summary>The value as a user would write it.</summary>
    /// <param name="number">The value; of a duration in seconds.</param>
    /// <param name="step">The time of a step, in seconds.</param>
    public virtual string Written(double number, decimal step) => throw new NotSupportedException(
        $"{Allowed} is never drawn.");

    /// <summary>The value that a number moves to: <paramref name="to"/> where that is allowed, else
    /// as far towards it as is allowed, or halfway to a bound that is not allowed itself.</summary>
    /// <param name="from">An allowed value.</param>
    /// <param name="to">Another.</param>
    /// <param name="grain">What such values are whole multiples of; 0 where they need not be.
    /// </param>
    public virtual double Moved(double from, double to, double grain) =>
        throw new NotSupportedException($"{Allowed} does not move.");

    /// <summary>Whether it is a number that may move.</summary>
    public virtual bool IsNumber => false;

    /// <inheritdoc/>
    public sealed override JsonObject JsonSchema()
    {
        JsonObject plain = JsonSchemaOfOne();
        return AllowedLaws is null
            ? plain
            : new JsonObject
            {
                ["anyOf"] = new JsonArray(
                    plain, new JsonObject { ["$ref"] = "#/$defs/" + LawsName }),
            };
    }

    /// <inheritdoc/>
    public override IEnumerable<Shape> At(string key) => AllowedLaws?.At(key) ?? [];

    /// <summary>What the JSON Schema calls the laws.</summary>
    protected virtual string LawsName => "";

    /// <summary>The JSON Schema of a value that no law stands for.</summary>
    protected abstract JsonObject JsonSchemaOfOne();

    protected override object? Content(RawNode raw, string path, Place keyAt, ErrorLog log)
    {
        if (raw is RawMapping stated && AllowedLaws is { } laws)
            return Uncertain(laws, stated, path, keyAt, log);
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

    private UncertainValue? Uncertain(
        LawShape laws, RawMapping raw, string path, Place keyAt, ErrorLog log)
    {
        if (laws.Read(raw, path, keyAt, log) is not { } law) return null;
        if (TryParse(Written(law.Median, 0), out object? median))
            return new UncertainValue(raw, this, law, median);
        Refuse(raw, path, log, $"a law whose median is {Written(law.Median, 0)}");
        return null;
    }

    /// <summary>What is said to be found, where the text itself does not tell enough.</summary>
    protected virtual string Problem(RawText text) => text.Described;

    /// <summary>What a message ends with, where it can be guessed what was meant.</summary>
    protected virtual string Hint(RawText text) => "";
}
