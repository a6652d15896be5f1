using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>A finite number in an interval, read as <see cref="double"/>.</summary>
internal sealed partial class NumberShape(Interval range) : ScalarShape
{
    public override string Allowed => $"a number{range.Described}";

    protected override bool AllowsQuotes => false;

    public override JsonObject JsonSchema()
    {
        var schema = new JsonObject { ["type"] = "number" };
        range.WriteTo(schema);
        return schema;
    }

    public override JsonNode JsonDefault(string text) => JsonNode.Parse(text)!;

    protected override bool TryParse(string text, [NotNullWhen(true)] out object? value)
    {
        value = null;
        if (!Syntax().IsMatch(text)) return false;
        double number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!range.Contains(number)) return false;
        value = number;
        return true;
    }

    protected override string Problem(RawText text)
    {
        if (text.IsQuoted) return $"{text.Described}, while numbers stand without quotes";
        string digits = text.Text.TrimStart('-', '+');
        bool isNotFinite = digits is ".inf" or ".Inf" or ".INF" or ".nan" or ".NaN" or ".NAN";
        return isNotFinite ? $"{text.Described}, which is not finite" : text.Described;
    }

    [GeneratedRegex(@"^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Syntax();
}
