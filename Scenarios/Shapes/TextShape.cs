using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>Free text.</summary>
internal sealed class TextShape(int maximumLength) : ScalarShape
{
    public override string Allowed => $"a text of at most {maximumLength} characters";

    protected override int MaximumLength => maximumLength;

    protected override JsonObject JsonSchemaOfOne() =>
        new() { ["type"] = "string", ["maxLength"] = maximumLength };

    protected override bool TryParse(string text, [NotNullWhen(true)] out object? value)
    {
        value = text;
        return true;
    }
}
