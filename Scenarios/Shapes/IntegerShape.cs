using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>.</summary>
internal sealed class IntegerShape(long low, long high) : ScalarShape
{
    public override string Allowed => $"a whole number from {low} to {high}";

    protected override bool AllowsQuotes => false;

    protected override JsonObject JsonSchemaOfOne() =>
        new() { ["type"] = "integer", ["minimum"] = low, ["maximum"] = high };

    public override JsonNode JsonDefault(string text) => JsonNode.Parse(text)!;

    protected override bool TryParse(string text, [NotNullWhen(true)] out object? value)
    {
        value = null;
        bool isInteger = long.TryParse(
            text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer);
        if (!isInteger || integer < low || integer > high) return false;
        value = integer;
        return true;
    }
}
