using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>.</summary>
internal sealed class IntegerShape(long low, long high) : ScalarShape
{
    public override string Allowed => $"a whole number from {low} to {high}";

    protected override bool AllowsQuotes => false;

    public override bool IsNumber => true;

    public override string Written(double number, decimal step) =>
        number.ToString("F0", CultureInfo.InvariantCulture);

    /// <summary>At least by one.</summary>
    /// <inheritdoc/>
    public override double Moved(double from, double to, double grain)
    {
        double whole = Math.Round(to);
        return Math.Clamp(whole == from ? from + Math.Sign(to - from) : whole, low, high);
    }

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
