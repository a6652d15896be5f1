using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>A finite number in an interval, read as <see cref="double"/>.</summary>
internal sealed partial class NumberShape(Interval range) : ScalarShape
{
    private const string RawUnitsHint =
        "; are these raw units of 10^18? amounts are in USD or in whole tokens";

    public override string Allowed => $"a number{range.Described}";

    protected override bool AllowsQuotes => false;

    protected override LawShape Laws => new(
        new NumberShape(range) { IsCertain = true }, new NumberShape("(0,)") { IsCertain = true });

    protected override string LawsName => "uncertainNumber";

    public override string Written(double number, decimal step) =>
        number.ToString("R", CultureInfo.InvariantCulture);

    public override bool IsNumber => true;

    /// <inheritdoc/>
    public override double Moved(double from, double to, double grain) => range.Towards(from, to);

    protected override JsonObject JsonSchemaOfOne()
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
        double number = Parse(text);
        if (!range.Contains(number)) return false;
        value = number;
        return true;
    }

    protected override string Problem(RawText text)
    {
        if (text.IsQuoted) return $"{text.Described}, while numbers stand without quotes";
        string digits = text.Text.TrimStart('-', '+');
        bool isNotFinite = digits is ".inf" or ".Inf" or ".INF" or ".nan" or ".NaN" or ".NAN";
        if (isNotFinite) return $"{text.Described}, which is not finite";
        if (!Syntax().IsMatch(text.Text)) return text.Described;
        double number = Parse(text.Text);
        bool isLost = number == 0 && digits.TakeWhile(c => c is not ('e' or 'E'))
            .Any(c => c is >= '1' and <= '9');
        return isLost ? $"{text.Described}, which is too small to tell from 0" : text.Described;
    }

    protected override string Hint(RawText text) =>
        Syntax().IsMatch(text.Text) && range.IsLimited ? HintOf(Parse(text.Text)) : "";

    /// <summary>What a message about an amount ends with, where it is beyond all that is allowed.
    /// </summary>
    public static string HintOf(double amount) => amount > Interval.Limit ? RawUnitsHint : "";

    private static double Parse(string text) =>
        double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Syntax();
}
