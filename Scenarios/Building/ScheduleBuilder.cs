using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Reads what changes at stated times.</summary>
internal static class ScheduleBuilder
{
    /// <summary>The changes of a process, each with what it leaves as it was.</summary>
    public static IReadOnlyList<ScheduledChange> Build(
        Value process, double drift, double volatility, BuildContext context)
    {
        Value schedule = process["schedule"];
        if (!schedule.IsGiven) return [];
        var changes = new List<ScheduledChange>();
        double last = 0;
        foreach (Value entry in schedule.Items)
        {
            Value at = entry["at"];
            context.RequireWholeSteps(at);
            if (at.Number <= last || at.Number >= context.Root["horizon"].Number)
            {
                context.Refuse(
                    at,
                    BuildContext.Invariant($"found {at.Number} s; allowed is a time after ")
                    + BuildContext.Invariant($"{last} s and before the horizon"));
            }

            if (!entry["drift"].IsGiven && !entry["volatility"].IsGiven)
                context.Refuse(entry, "changes nothing; allowed is a drift or a volatility");
            last = at.Number;
            if (!context.IsRiskNeutral) drift = entry["drift"].NumberOrNull ?? drift;
            volatility = entry["volatility"].NumberOrNull ?? volatility;
            changes.Add(new(at.Number, drift, volatility));
        }

        return changes;
    }
}
