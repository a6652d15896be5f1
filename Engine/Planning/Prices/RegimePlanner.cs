using GpuRisk.Kernels.Prices;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Prices;

/// <summary>Plans the chain of regimes.</summary>
internal static class RegimePlanner
{
    /// <summary>Plans it and tells where its row stands; -1 without one.</summary>
    public static int Add(Scenario scenario, PlanBuilder tables)
    {
        if (scenario.Regimes is not { } chain)
        {
            return -1;
        }

        int terms = tables.AddTerms(Terms([.. chain.States.Select(state => state.Start)], 0));
        ForEach(chain, regime => tables.AddTerms(Terms(chain.States[regime].Next, regime)));
        return tables.AddRow(new RegimeRow
        {
            Terms = terms,
            State = tables.ReserveSlots(RegimeState.Width),
            PeriodSteps = (int)Math.Round(chain.PeriodSeconds / scenario.StepSeconds),
            Ahead = tables.ReserveBuffers(ArrivalRow.BlocksAhead),
            Steps = tables.ReserveBuffer(),
            Correlated = chain.Correlate ? 1 : 0,
        });
    }

    /// <summary>Adds what each regime has for itself, as many times as kernels look for it, and
    /// tells where the first stands.</summary>
    public static int ForEach(Regimes chain, Func<int, int> add)
    {
        int first = add(0);
        for (int regime = 1; regime < RegimeRow.Most; regime++)
        {
            add(Math.Min(regime, chain.States.Count - 1));
        }

        return first;
    }

    /// <summary>Adds a factor of each regime; -1 where all are 1.</summary>
    public static int AddFactors(
        Scenario scenario, PlanBuilder tables, Func<Regime, double> factor) =>
        scenario.Regimes is { } chain && chain.States.Any(state => factor(state) != 1)
            ? ForEach(chain, regime => tables.AddReals(factor(chain.States[regime])))
            : -1;

    // Of a chain that goes from the regime by a law.
    private static RegimeTerms<double> Terms(IReadOnlyList<double> law, int regime)
    {
        double[] others = [.. law.Where((_, i) => i != regime), 0];
        return new() { First = others[0], Any = others[0] + others[1] };
    }
}
