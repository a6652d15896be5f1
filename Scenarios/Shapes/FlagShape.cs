using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>True or false.</summary>
internal sealed class FlagShape : ScalarShape
{
    public override string Allowed => "true or false";

    protected override bool AllowsQuotes => false;

    protected override JsonObject JsonSchemaOfOne() => new() { ["type"] = "boolean" };

    public override JsonNode JsonDefault(string text) => JsonNode.Parse(text)!;

    protected override bool TryParse(string text, [NotNullWhen(true)] out object? value)
    {
        value = text switch { "true" => true, "false" => false, _ => null };
        return value is not null;
    }
}
