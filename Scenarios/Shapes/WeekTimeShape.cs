using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>A moment of the week, read as seconds after Monday 00:00.</summary>
internal sealed partial class WeekTimeShape : ScalarShape
{
    private const string Pattern =
        "^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([01][0-9]|2[0-3]):([0-5][0-9])$";

    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    public override string Allowed => "a day and an hour in UTC such as Fri 18:00";

    protected override JsonObject JsonSchemaOfOne() =>
        new() { ["type"] = "string", ["pattern"] = Pattern };

    protected override bool TryParse(string text, [NotNullWhen(true)] out object? value)
    {
        value = null;
        Match match = Syntax().Match(text);
        if (!match.Success || text[^1] == '\n') return false;
        int hours = int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        int minutes = int.Parse(match.Groups[3].ValueSpan, CultureInfo.InvariantCulture);
        int day = Array.IndexOf(Days, match.Groups[1].Value);
        value = (((((day * 24) + hours) * 60) + minutes) * 60.0);
        return true;
    }

    [GeneratedRegex(Pattern)]
    private static partial Regex Syntax();
}
