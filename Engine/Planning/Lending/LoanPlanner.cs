using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Kernels.Lending;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Lending;

/// <summary>Plans loans and the groups that they are reported in.</summary>
internal static class LoanPlanner
{
    // exp(-2 a b / v) cannot exceed the least uniform, 2^-32, when a and b are at least
    // sqrt(12.5 v): 2 * 12.5 > 32 ln 2.
    private const double SafeDistance = 12.5;

    // Above any health factor.
    private const double NeverSafe = 1e30;

    // A health factor is told of groups that still owe more than this share of their debt at the
    // start: of less, it says how little is left and not how safe it is.
    private const double LeastDebtShare = 0.1;

    /// <summary>Whether interest is counted: only a ledger asks for it.</summary>
    public static bool CountsInterest(Scenario scenario) =>
        scenario.Kernel == KernelKind.Market;

    /// <summary>Plans loans and their groups.</summary>
    public static PlannedLoans Add(
        Scenario scenario, PlanBuilder tables, IReadOnlyList<PlannedMarket> markets,
        PairPlanner pairs, IReadOnlyList<LoanPortfolioPlan> portfolios,
        IReadOnlyList<LoanGroupPlan> groups)
    {
        pairs.Add(markets, portfolios);
        int rows = tables.ReserveRows<LoanPortfolioRow>(portfolios.Count);
        var bands = LoanBands.Add(tables, pairs, portfolios, rows);
        var lists = LoanLists.Add(scenario, tables, pairs, portfolios, rows);
        for (int i = 0; i < portfolios.Count; i++)
        {
            LoanPortfolioPlan portfolio = portfolios[i];
            PlannedMarket market = markets[portfolio.Loan.Market.Index];
            double variance = pairs.LargestVariance(portfolio);
            bool changes = double.IsInfinity(variance);
            PlannedRows ratios = pairs.ChangingRatios(portfolio);
            int debt = portfolio.DebtAssets.Count;
            tables.SetRow(rows + (i * LoanPortfolioRow.Width), new LoanPortfolioRow
            {
                Terms = tables.AddTerms(new LoanPortfolioTerms<double>
                {
                    SafeHealthFactor = changes
                        ? NeverSafe : 1.0001 * Math.Exp(Math.Sqrt(SafeDistance * variance)),
                    Variance = changes ? 0 : variance,
                }),
                MarketTerms = market.Terms,
                Rules = (int)market.Rules.Kind,
                RulesTerms = market.Rules.Terms,
                Collateral = portfolio.CollateralAssets.Count,
                Debt = debt,
                Entries = tables.AddIntegers(
                [
                    .. portfolio.CollateralAssets.Select(market.CollateralRow),
                    .. portfolio.DebtAssets.Select(market.DebtRow),
                ]),
                State = tables.ReserveSlots(LoanPortfolioState.Width),
                Owed = CountsInterest(scenario) ? tables.ReserveSlots(debt) : -1,
                Spreads = pairs.Spreads(portfolio),
                Ratios = ratios.Count,
                RatioRows = ratios.First,
                Bands = bands.Of[i].Count,
                BandRows = bands.Of[i].Rows,
                Lists = lists.Of[i].Count,
                ListRows = lists.Of[i].Rows,
            });
        }

        int groupRows = tables.ReserveRows<LoanGroupRow>(groups.Count);
        var outcomes = new int[groups.Count];
        for (int i = 0; i < groups.Count; i++)
        {
            LoanGroupPlan group = groups[i];
            outcomes[i] = LoanMetrics.Add(
                scenario, tables, group, [.. group.Members.Select(m => portfolios[m])]);
            double wallets = group.Members.Sum(m => (double)portfolios[m].Wallets);
            tables.SetRow(groupRows + (i * LoanGroupRow.Width), new LoanGroupRow
            {
                Portfolios = group.Members.Count,
                PortfolioRows = tables.AddIntegers(
                    group.Members.Select(m => rows + (m * LoanPortfolioRow.Width))),
                Outcomes = outcomes[i],
                Terms = tables.AddTerms(new LoanGroupTerms<double>
                {
                    PerWallet = 1 / Math.Max(wallets, 1),
                    StepDays = StepMoments.Days(scenario.StepSeconds),
                    ReserveFund = group.ReserveFundUsd,
                    LeastDebt =
                        LeastDebtShare * group.Members.Sum(m => portfolios[m].DebtUsd),
                }),
            });
        }

        return new(rows, bands, lists, groupRows, outcomes);
    }
}
