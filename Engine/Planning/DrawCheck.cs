using GpuRisk.Engine.Tallies;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning;

/// <summary>What the plans of all draws of uncertain numbers must have in common.</summary>
internal static class DrawCheck
{
    /// <summary>Refuses a draw that tells something else than the medians do.</summary>
    /// <exception cref="NotSupportedException">It does.</exception>
    public static void Throw(Plan medians, Plan draw)
    {
        if (draw.Metrics.Count != medians.Metrics.Count
            || draw.Outcomes.Count != medians.Outcomes.Count)
        {
            throw new NotSupportedException(
                "A draw of the uncertain numbers has other metrics than their medians have; "
                + "allowed are numbers that change how much happens and not what can happen.");
        }

        foreach ((Metric first, Metric second) in medians.Metrics.Concat(medians.Outcomes)
            .Zip(draw.Metrics.Concat(draw.Outcomes)))
        {
            if (first.Name != second.Name || first.Unit != second.Unit)
            {
                throw new NotSupportedException(
                    $"A draw of the uncertain numbers has the metric {second.Name} where their "
                    + $"medians have {first.Name}; allowed are numbers that change how much "
                    + "happens and not what can happen.");
            }

            if (!first.Internal && first.Origin != second.Origin)
            {
                throw new NotSupportedException(
                    $"A draw of the uncertain numbers changes what {first.Name} is measured from; "
                    + "allowed are numbers that leave the start as it is.");
            }
        }
    }

    /// <summary>The metrics of all draws: with the bounds of each, and of the largest size.
    /// </summary>
    public static Metric[] Widened(IReadOnlyList<IReadOnlyList<Metric>> draws) =>
    [
        .. draws[0].Select((metric, i) =>
        {
            Metric[] all = [.. draws.Select(metrics => metrics[i])];
            return metric with
            {
                Magnitude = all.Max(m => m.Magnitude),
                Least = all.All(m => m.Least is not null) ? all.Min(m => m.Least) : null,
                Greatest = all.All(m => m.Greatest is not null) ? all.Max(m => m.Greatest) : null,
                IsCertain = false,
            };
        }),
    ];

    /// <summary>What a reader should know beside what holds at the medians.</summary>
    public static IEnumerable<string> Warnings(
        Plan medians, IReadOnlyList<Plan> draws, int checks)
    {
        int more = draws.Count(draw => draw.Warnings.Count > medians.Warnings.Count);
        if (more > 0)
        {
            Plan worst = draws.MaxBy(draw => draw.Warnings.Count)!;
            string warning = worst.Warnings.Except(medians.Warnings)
                .FirstOrDefault(worst.Warnings[^1]);
            yield return $"In {Counted.Of(more, "draw")} of {draws.Count} of the uncertain "
                + $"numbers: {warning}";
        }

        if (checks < medians.Checks.Count)
        {
            yield return "Of the prices' checks those are left out whose expectation is drawn.";
        }
    }
}
