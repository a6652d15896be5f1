using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the chain of regimes.</summary>
internal static class RegimesBuilder
{
    // What probabilities written with nine digits may miss.
    private const double Tolerance = 1e-8;

    /// <summary>Makes the chain, without correlations, which need assets; null without any, and
    /// where an error was told.</summary>
    public static Regimes? Build(BuildContext context)
    {
        Value section = context.Root["regimes"];
        Value states = section["states"];
        if (!section.IsGiven || !section.IsSound || !states.IsSound) return null;
        context.RequireWholeSteps(section["period"]);
        string[] names = [.. states.Items.Select(entry => entry.Name)];
        double[]?[] next = [.. states.Items.Select(entry => Next(entry, names, context))];
        if (next.Any(row => row is null)) return null;
        double[]? start = Start(states, [.. next.Select(row => row!)], context);
        return start is null ? null : new Regimes
        {
            PeriodSeconds = section["period"].Number,
            States = [.. states.Items.Select((entry, i) => new Regime
            {
                Name = entry.Name,
                Start = start[i],
                Next = next[i]!,
                VolumeFactor = entry["volume"].Number,
                GasFactor = entry["gas"].Number,
                PegHazardFactor = entry["pegHazard"].Number,
            })],
        };
    }

    /// <summary>Adds the correlations that regimes state.</summary>
    public static Regimes WithCorrelations(
        Regimes chain, CommonJumps? common, BuildContext context) => chain with
        {
            States = [.. chain.States.Select((state, i) => state with
            {
                Correlations = Section(context, i) is { IsGiven: true } section
                    ? CorrelationBuilder.Build(section, [i], common, context)
                    : null,
            })],
        };

    /// <summary>The regimes in which the scenario's own correlations hold.</summary>
    public static IReadOnlyList<int> WithoutCorrelations(Regimes? chain, BuildContext context) =>
        chain is null
            ? [0]
            : [.. Enumerable.Range(0, chain.States.Count)
                .Where(i => !Section(context, i).IsGiven)];

    /// <summary>Tells what of the regimes nothing follows.</summary>
    public static void CheckUse(Scenario scenario, BuildContext context)
    {
        Value section = context.Root["regimes"];
        if (scenario.Regimes is not { } chain) return;
        bool isTraded = scenario.Pools.OfType<ArbitragedPool>()
            .Any(pool => !(pool.NoiseVolumePerDay <= 0));
        bool isImpaired = scenario.Stablecoins.Any(
            coin => !(coin.ImpairmentsPerYear <= 0 && coin.JumpsPerYear <= 0));
        foreach (Value entry in section["states"].Items)
        {
            RefuseUnless(
                isTraded, entry["volume"], "pools that state noiseVolumePerDay", context);
            RefuseUnless(scenario.Gas is not null, entry["gas"], "gas of kernel market", context);
            RefuseUnless(
                isImpaired, entry["pegHazard"], "stablecoins that state impairmentsPerYear or "
                + "jumpsPerYear",
                context);
        }

        bool isUsed = chain.Correlate
            || scenario.Assets.Any(asset => asset.Process is RegimeSwitchingProcess)
            || section["states"].Items.Any(entry => entry["volume"].IsGiven
                || entry["gas"].IsGiven || entry["pegHazard"].IsGiven);
        if (!isUsed)
        {
            context.Log.Add(
                section.KeyAt, section.Path,
                "is not used; allowed where prices, correlations, volume, gas or pegs follow it");
        }
    }

    private static void RefuseUnless(
        bool isUsed, Value value, string only, BuildContext context)
    {
        if (!isUsed) context.RefuseIfGiven(value, $"is not used; allowed only with {only}");
    }

    private static Value Section(BuildContext context, int regime) =>
        context.Root["regimes"]["states"].Items[regime]["correlations"];

    private static double[]? Next(Value entry, string[] names, BuildContext context)
    {
        Value next = entry["next"];
        if (!next.IsSound) return null;
        foreach (Value target in next.Items.Where(target => !names.Contains(target.Name)))
        {
            context.RefuseKey(target, "regime", names);
            return null;
        }

        double[] row = [.. names.Select(
            name => next.Entry(name) is { IsGiven: true } target ? target.Number : 0)];
        return Normalised(row, next, context);
    }

    private static double[]? Start(Value states, double[][] next, BuildContext context)
    {
        Value[] stated = [.. states.Items.Select(entry => entry["start"])];
        if (stated.Any(value => value.IsGiven))
        {
            return Normalised(
                [.. stated.Select(value => value.IsGiven ? value.Number : 0)],
                stated.First(value => value.IsGiven), context);
        }

        if (Regimes.Stationary(next) is { } law) return law;
        context.Log.Add(
            states.Items[0].KeyAt, stated[0].Path,
            "is missing; regimes that are never left have no stationary law of their own");
        return null;
    }

    // Of what is not a number was told.
    private static double[]? Normalised(double[] law, Value at, BuildContext context)
    {
        double sum = law.Sum();
        if (double.IsNaN(sum)) return null;
        if (Math.Abs(sum - 1) <= Tolerance) return [.. law.Select(p => p / sum)];
        context.Refuse(
            at, BuildContext.Invariant($"found probabilities that sum to {sum:G10}; allowed is 1"));
        return null;
    }
}
