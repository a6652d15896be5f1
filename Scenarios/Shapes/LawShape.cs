using System.Text.Json.Nodes;
using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>What may stand in place of a number: the law that it is drawn by.</summary>
internal sealed class LawShape
{
    private const int MostValues = 64;

    private readonly IReadOnlyList<Form> _forms;

    /// <summary>The laws of a number.</summary>
    /// <param name="number">What each draw must be.</param>
    /// <param name="spread">What a standard error is.</param>
    public LawShape(ScalarShape number, ScalarShape spread) => _forms =
    [
        new(
            new ObjectShape(
                "an estimate",
                Field.Required("mean", number, "The estimate."),
                Field.Required("standardError", spread, "Its standard error: a normal law.")),
            stated => new NormalLaw(stated["mean"].Number, stated["standardError"].Number)),
        new(
            new ObjectShape(
                "a number known up to a factor",
                Field.Required("median", number, "The value that half of the draws stay below."),
                Field.Required(
                    "factor", new NumberShape("(1, 1e6]") { IsCertain = true },
                    "Two in three draws lie within this factor of the median: a log-normal law.")),
            stated => stated["median"].Number > 0
                ? new LogNormalLaw(stated["median"].Number, stated["factor"].Number)
                : null),
        new(
            new ObjectShape(
                "a number between bounds",
                Field.Required("low", number, "The least value."),
                Field.Required("high", number, "The greatest: each value between is as likely.")),
            stated => stated["low"].Number < stated["high"].Number
                ? new UniformLaw(stated["low"].Number, stated["high"].Number)
                : null),
        new(
            new ObjectShape(
                "one of several numbers",
                Field.Required(
                    "values", new ListShape(number, 2, "values", MostValues),
                    "The values, rising."),
                Field.Required(
                    "weights",
                    new ListShape(
                        new NumberShape("(0,)") { IsCertain = true }, 2, "weights", MostValues),
                    "How likely each is against the others.")),
            Weighted),
    ];

    /// <summary>What messages say is allowed.</summary>
    public const string Allowed =
        "{ mean, standardError }, { median, factor }, { low, high } or { values, weights }";

    /// <summary>The laws of numbers without bounds of their own.</summary>
    public static LawShape OfNumbers { get; } = new(
        new NumberShape("(,)") { IsCertain = true }, new NumberShape("(0,)") { IsCertain = true });

    /// <summary>The laws of durations.</summary>
    public static LawShape OfDurations { get; } = new(
        new DurationShape(allowsZero: true) { IsCertain = true },
        new DurationShape { IsCertain = true });

    /// <summary>The JSON Schema.</summary>
    public JsonObject JsonSchema() => new()
    {
        ["oneOf"] = new JsonArray([.. _forms.Select(form => form.Shape.JsonSchema())]),
    };

    /// <summary>The shapes that the value of a key may have.</summary>
    public IEnumerable<Shape> At(string key) => _forms.SelectMany(form => form.Shape.At(key));

    /// <summary>Reads a law; null where an error was told.</summary>
    public NumberLaw? Read(RawMapping raw, string path, Place keyAt, ErrorLog log)
    {
        Form? form = _forms.FirstOrDefault(
            f => raw.Entries.Any(entry => f.Shape.At(entry.Key).Any()));
        if (form is null)
        {
            log.Add(raw.At, path, $"found {raw.Described}; allowed is a number or {Allowed}");
            return null;
        }

        int errors = log.Count;
        Value stated = form.Shape.Read(raw, path, keyAt, log);
        if (log.Count > errors) return null;
        NumberLaw? law = form.Law(stated);
        if (law is null)
        {
            log.Add(
                raw.At, path,
                "found a law that no number follows; allowed are a median above 0, a low below its "
                + "high, and as many weights as values, which rise");
        }

        return law;
    }

    private static WeightedLaw? Weighted(Value stated)
    {
        double[] values = [.. stated["values"].Items.Select(value => value.Number)];
        double[] weights = [.. stated["weights"].Items.Select(value => value.Number)];
        bool rises = values.Zip(values.Skip(1)).All(pair => pair.First < pair.Second);
        return rises && values.Length == weights.Length ? new WeightedLaw(values, weights) : null;
    }

    /// <param name="Shape">What it states.</param>
    /// <param name="Law">Its law; null where there is none.</param>
    private sealed record Form(ObjectShape Shape, Func<Value, NumberLaw?> Law);
}
