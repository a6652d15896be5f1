using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GpuRisk.Benchmarks.Page;

/// <summary>The figures of <c>gpurisk bench</c> as Markdown.</summary>
internal static class SuiteSection
{
    /// <summary>Renders what <c>gpurisk bench --out</c> kept.</summary>
    public static string Render(string json)
    {
        using var document = JsonDocument.Parse(json);
        JsonElement report = document.RootElement;
        var text = new StringBuilder();
        WriteMachine(text, report);
        WriteStarts(text, report.GetProperty("devices"));
        WriteRates(text, report.GetProperty("results"));
        text.AppendLine(report.GetProperty("digestsAgree").GetBoolean()
            ? "One digest for each entry on all devices."
            : "**The devices' digests differ.**");
        return text.ToString();
    }

    private static void WriteMachine(StringBuilder text, JsonElement report)
    {
        JsonElement machine = report.GetProperty("machine");
        text.AppendLine("```");
        foreach (JsonElement device in report.GetProperty("devices").EnumerateArray())
        {
            text.AppendLine(
                $"Device     {Text(device, "id")}: {Text(device, "name")}, "
                + Text(device, "detail"));
        }

        text.AppendLine(
            $"Processor  {Text(machine, "processor")}, "
            + $"{machine.GetProperty("processors")} processors");
        text.AppendLine($"System     {Text(machine, "operatingSystem")}");
        text.AppendLine($"Runtime    {Text(machine, "runtime")}");
        text.AppendLine(
            $"Commit     {Text(report, "commit")[..8]}, suite {report.GetProperty("suite")}, "
            + Text(report, "precision"));
        text.AppendLine($"Date       {report.GetProperty("dateUtc").GetDateTime():yyyy-MM-dd}");
        text.AppendLine("```").AppendLine();
    }

    private static void WriteStarts(StringBuilder text, JsonElement devices)
    {
        string[] phases = [.. devices.EnumerateArray()
            .SelectMany(device => device.GetProperty("startSeconds").EnumerateObject())
            .Select(phase => phase.Name).Distinct()];
        text.AppendLine($"| cold start, ms | {string.Join(" | ", phases)} |");
        text.AppendLine($"|---|{string.Concat(phases.Select(_ => "---:|"))}");
        foreach (JsonElement device in devices.EnumerateArray())
        {
            JsonElement start = device.GetProperty("startSeconds");
            IEnumerable<string> cells = phases.Select(phase =>
                start.TryGetProperty(phase, out JsonElement seconds)
                    ? Number(1e3 * seconds.GetDouble(), "N1")
                    : "");
            text.AppendLine($"| {Text(device, "id")} | {string.Join(" | ", cells)} |");
        }

        text.AppendLine();
    }

    private static void WriteRates(StringBuilder text, JsonElement results)
    {
        text.AppendLine(
            "| entry | device | paths | cold s | median s | spread | M path-steps/s | instructions "
            + "a path-step | limit, M/s | of limit | idle at the end |");
        text.AppendLine("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (JsonElement row in results.EnumerateArray())
        {
            text.AppendLine(row.GetProperty("problem").GetString() is { } problem
                ? $"| {Text(row, "entry")} | {Text(row, "device")} | {problem} |"
                : $"| {Text(row, "entry")} | {Text(row, "device")} | {Value(row, "paths", 1, "N0")}"
                    + $" | {Value(row, "coldSeconds", 1, "F3")}"
                    + $" | {Value(row, "medianSeconds", 1, "F3")}"
                    + $" | {Value(row, "relativeSpread", 100, "F1")} %"
                    + $" | {Value(row, "pathStepsPerSecond", 1e-6, "N1")}"
                    + $" | {Value(row, "instructionsPerPathStep", 1, "F2")}"
                    + $" | {Value(row, "limitPathStepsPerSecond", 1e-6, "N0")}"
                    + $" | {Percent(row)} | {Value(row, "idleShare", 100, "F1")} % |");
        }

        text.AppendLine();
    }

    private static string Percent(JsonElement row) =>
        Value(row, "shareOfLimit", 100, "F0") is { Length: > 0 } share ? share + " %" : "";

    private static string Value(JsonElement row, string name, double factor, string format) =>
        row.GetProperty(name) is { ValueKind: JsonValueKind.Number } value
            ? Number(factor * value.GetDouble(), format)
            : "";

    private static string Number(double value, string format) =>
        value.ToString(format, CultureInfo.InvariantCulture);

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? "unknown";
}
