using GpuRisk.Kernels.Liquidation;
using GpuRisk.Kernels.Prices;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning;

/// <summary>Plans loans and the groups that they are reported in.</summary>
internal static class LoanPlanner
{
    // exp(-2 a b / v) cannot exceed the least uniform, 2^-32, when a and b are at least
    // sqrt(12.5 v): 2 * 12.5 > 32 ln 2.
    private const double SafeDistance = 12.5;

    // A health factor is told of groups that still owe more than this share of their debt at the
    // start: of less, it says how little is left and not how safe it is.
    private const double LeastDebtShare = 0.1;

    /// <summary>Plans loans and their groups.</summary>
    public static PlannedLoans Add(
        Scenario scenario, PlanTables tables, IReadOnlyList<PlannedMarket> markets,
        double[] covariance, IReadOnlyList<LoanPortfolioPlan> portfolios,
        IReadOnlyList<LoanGroupPlan> groups)
    {
        int rows = tables.ReserveRows(portfolios.Count, LoanPortfolioRow.Width);
        for (int i = 0; i < portfolios.Count; i++)
        {
            LoanPortfolioPlan portfolio = portfolios[i];
            tables.SetRow(
                rows + (i * LoanPortfolioRow.Width),
                PortfolioRow(
                    scenario, tables, portfolio, markets[portfolio.Loan.Market.Index],
                    LargestVariance(covariance, portfolio)));
        }

        int groupRows = tables.ReserveRows(groups.Count, LoanGroupRow.Width);
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

        return new(rows, groupRows, outcomes);
    }

    private static LoanPortfolioRow PortfolioRow(
        Scenario scenario, PlanTables tables, LoanPortfolioPlan portfolio, PlannedMarket market,
        double variance)
    {
        int collateral = portfolio.CollateralAssets.Count;
        int debt = portfolio.DebtAssets.Count;
        List<Bucket[]> bands = [.. LoanBandPlan.Of(portfolio)];
        return new()
        {
            Terms = tables.AddTerms(new LoanPortfolioTerms<double>
            {
                SafeHealthFactor = 1.0001 * Math.Exp(Math.Sqrt(SafeDistance * variance)),
                Variance = variance,
            }),
            MarketTerms = market.Terms,
            Continuous = IsContinuous(market.Market.Monitoring) ? 1 : 0,
            Collateral = collateral,
            Debt = debt,
            Entries = tables.AddIntegers(
            [
                .. portfolio.CollateralAssets.Select(market.CollateralRow),
                .. portfolio.DebtAssets.Select(market.DebtRow),
            ]),
            State = tables.ReserveSlots(LoanPortfolioState.Width),
            Owed = scenario.Kernel == KernelKind.Market ? tables.ReserveSlots(debt) : -1,
            Crossing = collateral == 0 ? 0 : Crossing(portfolio),
            Bands = bands.Count,
            BandRows = AddBands(tables, bands, collateral, debt),
        };
    }

    // What every step reads of the bands lies together, before the amounts, so that it stays in
    // the cache.
    private static int AddBands(
        PlanTables tables, List<Bucket[]> bands, int collateral, int debt)
    {
        int entries = collateral + debt;
        int rows = tables.ReserveRows(bands.Count, LoanBandRow.Width);
        int[] states = [.. bands.Select(
            _ => tables.ReserveSlots(LoanBandState.Width + entries))];
        for (int i = 0; i < bands.Count; i++)
        {
            Bucket[] band = bands[i];
            tables.SetRow(rows + (i * LoanBandRow.Width), new LoanBandRow
            {
                Loans = band.Length,
                Terms = tables.AddReals(band.SelectMany(
                    bucket => (double[])
                        [bucket.Wallets, .. bucket.Collateral, .. bucket.Debt])),
                Amounts = tables.ReserveSlots(band.Length * entries),
                State = states[i],
                References = states[i] + LoanBandState.Width,
                LargestDebt = tables.AddReals(
                    Enumerable.Range(0, debt).Select(d => band.Max(bucket => bucket.Debt[d]))),
            });
        }

        return rows;
    }

    // A constant debt asset leaves the collateral's path alone. Of several assets the first pair
    // stands for all: their mixture's path is not that of any one pair.
    private static int Crossing(LoanPortfolioPlan portfolio)
    {
        Asset held = LendingPlanner.OracleAsset(portfolio.Loan.Market.Collateral.First(
            terms => terms.Asset.Index == portfolio.CollateralAssets[0].Index));
        Asset owed = portfolio.DebtAssets[0];
        int second = owed.Process is ConstantProcess ? PriceHeader.MaximumAssets : owed.Index;
        return (held.Index * (PriceHeader.MaximumAssets + 1)) + second;
    }

    private static bool IsContinuous(MonitoringTiming timing) => timing switch
    {
        MonitoringTiming.Continuous => true,
        MonitoringTiming.Step => false,
        _ => throw new ArgumentOutOfRangeException(nameof(timing), timing, "Unknown monitoring."),
    };

    // Of the log of any collateral in any debt asset; a mixture of them varies no more.
    private static double LargestVariance(double[] covariance, LoanPortfolioPlan portfolio)
    {
        double Cell(int i, int j) => covariance[(i * PriceHeader.MaximumAssets) + j];
        double largest = 0;
        foreach (Asset held in portfolio.CollateralAssets)
        {
            int i = LendingPlanner.OracleAsset(
                portfolio.Loan.Market.Collateral.First(c => c.Asset.Index == held.Index)).Index;
            foreach (Asset owed in portfolio.DebtAssets)
            {
                int j = owed.Index;
                largest = Math.Max(largest, Cell(i, i) + Cell(j, j) - (2 * Cell(i, j)));
            }
        }

        return largest;
    }
}
