using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning.Market;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Tokens;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Tokens;

/// <summary>Plans bonds, and what they post.</summary>
internal static class BondPlanner
{
    public static PlannedRows Add(MarketDraft draft, PlannedTokens tokens) =>
        draft.Tables.AddRows<BondRow>(
            [.. draft.Scenario.Bonds.Select(b => Plan(draft, b, tokens.Of[b.Token].Row))]);

    private static BondRow Plan(MarketDraft draft, Bond bond, int token)
    {
        PlanBuilder tables = draft.Tables;
        double usd = bond.UsdPerDay * draft.StepDays;
        double total = usd * draft.Scenario.Steps * draft.Growth(bond.Token);
        int outcomes = tables.AddOutcomes(new BondOutcomes<Metric>
        {
            Paid = MarketDraft.Hidden(bond.Name, "paid", total),
            Received = MarketDraft.Hidden(bond.Name, "received", total),
            Slippage = MarketDraft.Hidden(bond.Name, "slippage", total),
        });
        Post(draft, bond, outcomes);
        return new()
        {
            Terms = tables.AddTerms(new BondTerms<double>
            {
                Usd = usd,
                Tokens = usd / (bond.Token.PriceUsd * (1 - bond.Discount)),
                Release = 1 - Math.Exp(-draft.Scenario.StepSeconds / bond.VestingSeconds),
                InversePrice = 1 / bond.Token.PriceUsd,
            }),
            Token = token,
            State = tables.ReserveSlots(BondState.Width),
            Outcomes = outcomes,
        };
    }

    private static void Post(MarketDraft draft, Bond bond, int outcomes)
    {
        Account buyers = draft.Ledger.Whole(bond.Buyers);
        draft.Ledger.Post(
            Channel.Bonds, buyers, draft.Ledger.Role(MarketRoles.Treasury),
            outcomes + BondOutcomes.Paid, 1);
        draft.Ledger.Post(
            Channel.Bonds, draft.Ledger.Named(NamedAccounts.Dilution), buyers,
            outcomes + BondOutcomes.Received, 1);
        draft.PostSlippage(buyers, outcomes + BondOutcomes.Slippage, 1);
    }
}
