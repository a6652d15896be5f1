using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Ledgers;

/// <summary>What a result says of a ledger.</summary>
internal static class LedgerReport
{
    public static LedgerResult Of(LedgerPlan plan, RunTally tally)
    {
        LedgerLayout layout = plan.Layout;
        bool votes = plan.VotingToken is not null;
        MetricTally unbalanced =
            tally.Metrics[layout.MeasureMetrics + Measures.Unbalanced(votes)];
        return new LedgerResult(
            LedgerPlan.UnitUsd,
            unbalanced.Count - unbalanced.Zeros,
            [.. plan.Parties.Select(p => Account(plan, tally, p))],
            [.. plan.Flows.Select((f, i) => Flow(plan, tally, f, i))],
            [.. Measures.Shares.Select((share, i) => Point(
                share, tally.Metrics[layout.MeasureMetrics + Measures.Lorenz(votes) + i]))]);
    }

    private static AccountResult Account(LedgerPlan plan, RunTally tally, Party party)
    {
        if (party.Kind != AccountKind.Class)
        {
            int metric = plan.Layout.PartyMetrics + party.Index - plan.Classes.Count;
            string kind = party.Kind switch
            {
                AccountKind.Venue => "venue",
                AccountKind.Outside => "outside",
                _ => throw new ArgumentOutOfRangeException(
                    nameof(party), party.Kind, "Unknown account."),
            };
            return new AccountResult(
                party.Name, kind, false, 0, 0, Figures(tally, metric), []);
        }

        var @class = plan.Classes[party.Index];
        IEnumerable<StratumResult> strata = plan.Groups
            .Select((group, i) => (group, Metric: plan.Layout.StratumMetrics + (2 * i)))
            .Where(x => x.group.Class == party.Index)
            .Select(x => new StratumResult(
                x.group.Wallets.Wallets, x.group.Wallets.MeanUsd,
                Figures(tally, x.Metric), Figures(tally, x.Metric + 1)));
        return new AccountResult(
            party.Name, "class", @class.Centralised, @class.Wallets, @class.WealthUsd,
            Figures(tally, plan.Layout.ClassMetric(party.Index)), [.. strata]);
    }

    private static MetricResult Figures(RunTally tally, int metric) =>
        MetricResult.Of(new MetricEstimates(tally.Metrics[metric]));

    private static FlowResult Flow(LedgerPlan plan, RunTally tally, Flow flow, int index)
    {
        var estimates = new MetricEstimates(tally.Metrics[plan.Layout.FlowMetrics + index]);
        return new FlowResult(
            flow.Channel, plan.Parties[flow.Payer].Name, plan.Parties[flow.Payee].Name,
            estimates.Mean.Value ?? 0, estimates.Mean.StandardError);
    }

    private static LorenzPoint Point(double share, MetricTally tally)
    {
        var estimates = new MetricEstimates(tally);
        return new LorenzPoint(
            share, estimates.Mean.Value ?? 0, estimates.Mean.StandardError,
            estimates.Quantile(0.05).Value, estimates.Quantile(0.95).Value);
    }
}
