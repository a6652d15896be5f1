using GpuRisk.Scenarios.Calibration;
using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes what a scenario says of what happened.</summary>
internal static class ObservedBuilder
{
    public static IReadOnlyList<Observation> Build(Value root, ErrorLog log)
    {
        var observed = new List<Observation>();
        foreach (Value entry in root["observed"].Items.Where(item => item.IsSound))
        {
            if (One(entry, log) is not { } one) continue;
            if (observed.Exists(other => other.Metric == one.Metric))
            {
                Value metric = entry["metric"];
                log.Add(
                    metric.At, metric.Path, $"found {one.Metric} twice; allowed is once");
            }

            observed.Add(one);
        }

        return observed;
    }

    private static Observation? One(Value entry, ErrorLog log)
    {
        (Value metric, Value file, Value start) = (entry["metric"], entry["file"], entry["start"]);
        if (metric.Text is not { } name || file.Text is not { } path || start.Text is not { } text)
            return null;
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal)
            || Path.IsPathRooted(path))
        {
            log.Add(
                file.At, file.Path,
                $"found '{RawNode.Shortened(path)}'; allowed is the name of a CSV file, relative "
                + "to the scenario");
        }

        PriceTime time = PriceTime.Read(text, PriceTime.Earliest);
        if (!time.IsTime || !time.IsUnambiguous)
        {
            log.Add(
                start.At, start.Path,
                $"found '{RawNode.Shortened(text)}'; allowed is a time in UTC as 2020-03-12 or "
                + "2020-03-12T06:00Z");
            return null;
        }

        return new Observation(entry.Path, metric.At, file.At)
        {
            Metric = name,
            File = path,
            Column = entry["column"].Text,
            Asset = entry["asset"].Text,
            Quote = entry["quote"].Text,
            StartUtc = time.MonthFirst!.Value,
        };
    }
}
