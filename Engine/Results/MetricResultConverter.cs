using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace GpuRisk.Engine.Results;

/// <summary>A metric as results write it: figures by their names, and their errors below
/// <c>errors</c>.</summary>
public sealed class MetricResultConverter : JsonConverter<MetricResult>
{
    private const string Mean = "mean";

    private static readonly ResultJsonContext Json = ResultJsonContext.Default;

    /// <inheritdoc/>
    public override void Write(
        Utf8JsonWriter writer, MetricResult value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (string name in PublishedFigures.Names)
        {
            Write(writer, name, value.Figures[name].Value);
            if (name == Mean)
            {
                Write(writer, "standardError", value.StandardError);
                writer.WriteString("unit", value.Unit);
            }
        }

        Write(writer, "minimum", value.Minimum);
        Write(writer, "maximum", value.Maximum);
        writer.WriteNumber("present", value.Present);
        writer.WriteBoolean("conditional", value.Conditional);
        writer.WriteNumber("hits", value.Hits);
        writer.WriteBoolean("exact", value.Exact);
        Write(writer, "pointMass", value.PointMass, Json.PointMass);
        Write(writer, "lossReference", value.LossReference);
        writer.WriteStartObject("errors");
        foreach (string name in PublishedFigures.Names)
        {
            Write(writer, name, value.Errors[name], Json.Uncertainty);
            if (name == Mean)
            {
                Write(writer, "batchStandardError", value.BatchStandardError);
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    /// <exception cref="JsonException">The text is not a metric's.</exception>
    public override MetricResult Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement metric = document.RootElement;
        JsonElement errors = Required(metric, "errors", Json.JsonElement);
        Required(metric, Mean, Json.NullableDouble);
        return new MetricResult
        {
            Figures = PublishedFigures.Of(name => FigureOf(metric, errors, name)),
            Unit = Required(metric, "unit", Json.String),
            Minimum = Optional(metric, "minimum", Json.NullableDouble),
            Maximum = Optional(metric, "maximum", Json.NullableDouble),
            Present = Required(metric, "present", Json.Int64),
            Conditional = Required(metric, "conditional", Json.Boolean),
            Hits = Optional(metric, "hits", Json.Int64),
            Exact = Optional(metric, "exact", Json.Boolean),
            PointMass = Optional(metric, "pointMass", Json.PointMass),
            LossReference = Optional(metric, "lossReference", Json.NullableDouble),
            BatchStandardError = Optional(errors, "batchStandardError", Json.NullableDouble),
        };
    }

    // A result that is older than a figure is without it.
    private static Estimate FigureOf(JsonElement metric, JsonElement errors, string name)
    {
        double? value = Optional(metric, name, Json.NullableDouble);
        return Optional(errors, name, Json.Uncertainty) is { } error
            ? new(value, error.StandardError, error.Low, error.High, error.Untrusted)
            : new(value, null, null, null);
    }

    private static T? Optional<T>(JsonElement parent, string name, JsonTypeInfo<T> type) =>
        parent.ValueKind != JsonValueKind.Object
            ? throw new JsonException($"'{name}' is looked for in what is no object.")
            : parent.TryGetProperty(name, out JsonElement value) ? value.Deserialize(type)
            : default;

    private static T Required<T>(JsonElement parent, string name, JsonTypeInfo<T> type) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out _)
            ? Optional(parent, name, type)!
            : throw new JsonException($"A metric has no '{name}'.");

    private static void Write(Utf8JsonWriter writer, string name, double? value) =>
        Write(writer, name, value, Json.NullableDouble);

    private static void Write<T>(
        Utf8JsonWriter writer, string name, T value, JsonTypeInfo<T> type)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, type);
    }
}
