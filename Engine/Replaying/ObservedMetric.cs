using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Replaying;

/// <summary>What happened to a metric.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Source">Where that is known from, in words.</param>
/// <param name="Values">Its values at the ends of steps, in order of time; at least one.</param>
public sealed record ObservedMetric(
    string Metric, string Source, IReadOnlyList<ObservedValue> Values)
{
    // Of what is counted over all steps of the horizon, and told as a share of them.
    private const string ShareOfTheHorizon = "timeInRange";

    /// <summary>What happened to prices that repeat a file from a stated start: the same.</summary>
    public static IEnumerable<ObservedMetric> OfHistories(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        foreach (Asset asset in scenario.Assets)
        {
            if (asset.Process is not HistoryProcess { Starts.Count: 1 } history) continue;
            yield return new ObservedMetric(
                $"{asset.Name}.price", "the file that the price repeats",
                [.. history.Logs.Skip(1).Select((log, i) => new ObservedValue(
                    i + 1, asset.PriceUsd * Math.Exp(log)))]);
        }
    }

    /// <summary>The moments to compare at, at like distances up to the last; of a share of the
    /// whole horizon the horizon alone.</summary>
    /// <param name="steps">The number of steps.</param>
    /// <param name="most">How many moments at most.</param>
    internal IEnumerable<ObservedValue> Moments(int steps, int most)
    {
        if (Metric.EndsWith("." + ShareOfTheHorizon, StringComparison.Ordinal))
            return Values.Where(value => value.Step == steps);
        int count = Math.Min(most, Values.Count);
        return Enumerable.Range(1, count)
            .Select(i => Values[(int)((long)Values.Count * i / count) - 1]);
    }
}
