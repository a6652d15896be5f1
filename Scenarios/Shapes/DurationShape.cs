using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>
/// A duration such as <c>90d</c>, read as exact seconds: whether a horizon is a whole number of
/// steps must not depend on rounding.
/// </summary>
internal sealed partial class DurationShape(bool allowsZero = false) : ScalarShape
{
    private const string Pattern = "^[0-9]{1,15}(\\.[0-9]{1,9})?(ms|[smhd])$";

    private const decimal LimitSeconds = 1e15m;

    public override string Allowed => allowsZero
        ? "a duration of 0s or more and at most 1e15 seconds such as 90d, 1h, 30m or 12s"
        : "a duration above 0s and at most 1e15 seconds such as 90d, 1h, 30m or 12s";

    protected override LawShape Laws => new(
        new DurationShape(allowsZero) { IsCertain = true },
        new DurationShape { IsCertain = true });

    protected override string LawsName => "uncertainDuration";

    /// <summary>A drawn moment falls on the end of a step.</summary>
    /// <inheritdoc/>
    public override string Written(double number, decimal step)
    {
        decimal seconds = (decimal)number;
        if (step > 0) seconds = step * Math.Round(seconds / step);
        return string.Create(
            CultureInfo.InvariantCulture, $"{Math.Round(seconds, 9):0.#########}s");
    }

    public override bool IsNumber => true;

    /// <summary>Whole steps, and at least one, where it was whole steps.</summary>
    /// <inheritdoc/>
    public override double Moved(double from, double to, double grain)
    {
        double least = allowsZero ? 0 : from / 2;
        if (grain == 0) return Math.Max(to, least);
        double whole = grain * Math.Round(to / grain);
        if (whole == from) whole += grain * Math.Sign(to - from);
        return Math.Max(whole, allowsZero ? 0 : Math.Min(grain, from));
    }

    protected override JsonObject JsonSchemaOfOne()
    {
        var schema = new JsonObject { ["type"] = "string", ["pattern"] = Pattern };
        if (!allowsZero) schema["not"] = new JsonObject { ["pattern"] = "^[0.]+(ms|[smhd])$" };
        return schema;
    }

    /// <summary>The seconds of a duration; null where a text is none.</summary>
    public static decimal? Seconds(string text)
    {
        if (!Syntax().IsMatch(text) || text[^1] == '\n') return null;
        bool isMilliseconds = text.EndsWith("ms", StringComparison.Ordinal);
        decimal unitSeconds = text[^1] switch
        {
            'd' => 86400,
            'h' => 3600,
            'm' => 60,
            _ => isMilliseconds ? 0.001m : 1,
        };
        string number = isMilliseconds ? text[..^2] : text[..^1];
        decimal seconds = unitSeconds * decimal.Parse(number, CultureInfo.InvariantCulture);
        return seconds > LimitSeconds ? null : seconds;
    }

    protected override bool TryParse(string text, [NotNullWhen(true)] out object? value)
    {
        value = Seconds(text) is { } seconds && (seconds > 0 || allowsZero) ? seconds : null;
        return value is not null;
    }

    [GeneratedRegex(Pattern)]
    private static partial Regex Syntax();
}
