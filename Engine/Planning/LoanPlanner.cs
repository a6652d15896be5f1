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

    /// <summary>Plans loans and their groups, and tells the groups' first metrics.</summary>
    public static IReadOnlyList<int> Add(
        Scenario scenario, PlanTables tables, int header, int marketRows, double[] covariance,
        IReadOnlyList<LoanPortfolioPlan> portfolios, IReadOnlyList<LoanGroupPlan> groups)
    {
        int rows = tables.ReserveIntegers(portfolios.Count * LoanTable.Row.Width);
        for (int i = 0; i < portfolios.Count; i++)
        {
            AddPortfolio(
                scenario, tables, portfolios[i], rows + (i * LoanTable.Row.Width), marketRows,
                LargestVariance(covariance, portfolios[i]));
        }

        tables.SetRow(
            header,
            (MarketTable.Header.Portfolios, portfolios.Count),
            (MarketTable.Header.PortfolioRows, rows));
        return AddGroups(scenario, tables, header, portfolios, groups, rows);
    }

    private static void AddPortfolio(
        Scenario scenario, PlanTables tables, LoanPortfolioPlan portfolio, int row, int marketRows,
        double variance)
    {
        LendingMarket market = portfolio.Loan.Market;
        int marketRow = marketRows + (market.Index * MarketTable.Row.Width);
        int collateralRows = tables.Integers[marketRow + MarketTable.Row.CollateralRows];
        int debtRows = tables.Integers[marketRow + MarketTable.Row.DebtRows];
        int collateral = portfolio.CollateralAssets.Count;
        var reals = new double[LoanTable.Real.Width];
        reals[LoanTable.Real.SafeHealthFactor] =
            1.0001 * Math.Exp(Math.Sqrt(SafeDistance * variance));
        reals[LoanTable.Real.Variance] = variance;
        List<Bucket[]> bands = [.. LoanBandPlan.Of(portfolio)];
        tables.SetRow(
            row,
            (LoanTable.Row.Reals, tables.AddReals(reals)),
            (LoanTable.Row.Market, marketRow),
            (LoanTable.Row.Continuous, IsContinuous(market.Monitoring) ? 1 : 0),
            (LoanTable.Row.Collateral, collateral),
            (LoanTable.Row.Debt, portfolio.DebtAssets.Count),
            (LoanTable.Row.State, tables.ReserveSlots(LoanTable.State.Width)),
            (LoanTable.Row.Crossing, collateral == 0 ? 0 : Crossing(portfolio)),
            (LoanTable.Row.CountsCosts, scenario.Kernel == KernelKind.Market ? 1 : 0),
            (LoanTable.Row.Bands, bands.Count),
            (LoanTable.Row.BandRows, AddBands(tables, portfolio, bands)));
        for (int i = 0; i < collateral; i++)
        {
            int index = IndexOf(
                market.Collateral.Select(c => c.Asset), portfolio.CollateralAssets[i]);
            tables.Integers[row + LoanTable.Row.Entries + i] =
                collateralRows + (index * MarketTable.CollateralRow.Width);
        }

        for (int i = 0; i < portfolio.DebtAssets.Count; i++)
        {
            int index = IndexOf(market.Debt.Select(d => d.Asset), portfolio.DebtAssets[i]);
            tables.Integers[row + LoanTable.Row.Entries + collateral + i] =
                debtRows + (index * MarketTable.DebtRow.Width);
        }
    }

    // What every step reads of the bands lies together, before the amounts, so that it stays in
    // the cache.
    private static int AddBands(
        PlanTables tables, LoanPortfolioPlan portfolio, List<Bucket[]> bands)
    {
        int entries = portfolio.CollateralAssets.Count + portfolio.DebtAssets.Count;
        int rows = tables.ReserveIntegers(bands.Count * LoanTable.BandRow.Width);
        for (int i = 0; i < bands.Count; i++)
        {
            Bucket[] band = bands[i];
            tables.SetRow(
                rows + (i * LoanTable.BandRow.Width),
                (LoanTable.BandRow.Loans, band.Length),
                (LoanTable.BandRow.State, tables.ReserveSlots(
                    LoanTable.BandState.Width + entries)),
                (LoanTable.BandRow.LargestDebt, tables.AddReals(
                    Enumerable.Range(0, portfolio.DebtAssets.Count)
                        .Select(debt => band.Max(bucket => bucket.Debt[debt])))));
        }

        for (int i = 0; i < bands.Count; i++)
        {
            tables.SetRow(
                rows + (i * LoanTable.BandRow.Width),
                (LoanTable.BandRow.Amounts, tables.ReserveSlots(bands[i].Length * entries)),
                (LoanTable.BandRow.Reals, tables.AddReals(bands[i].SelectMany(
                    bucket => (double[])
                        [bucket.Wallets, .. bucket.Collateral, .. bucket.Debt]))));
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

    private static int IndexOf(IEnumerable<Asset> assets, Asset asset) =>
        assets.Select(a => a.Index).ToList().IndexOf(asset.Index);

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

    private static int[] AddGroups(
        Scenario scenario, PlanTables tables, int header,
        IReadOnlyList<LoanPortfolioPlan> portfolios, IReadOnlyList<LoanGroupPlan> groups,
        int portfolioRows)
    {
        var metrics = new int[groups.Count];
        int rows = tables.ReserveIntegers(groups.Count * LoanTable.GroupRow.Width);
        for (int i = 0; i < groups.Count; i++)
        {
            LoanGroupPlan group = groups[i];
            int members = tables.ReserveIntegers(group.Members.Count);
            for (int j = 0; j < group.Members.Count; j++)
            {
                tables.Integers[members + j] =
                    portfolioRows + (group.Members[j] * LoanTable.Row.Width);
            }

            metrics[i] = LoanMetrics.Add(
                scenario, tables, group, [.. group.Members.Select(m => portfolios[m])]);
            double wallets = group.Members.Sum(m => (double)portfolios[m].Wallets);
            tables.SetRow(
                rows + (i * LoanTable.GroupRow.Width),
                (LoanTable.GroupRow.Portfolios, group.Members.Count),
                (LoanTable.GroupRow.PortfolioRows, members),
                (LoanTable.GroupRow.Metrics, metrics[i]),
                (LoanTable.GroupRow.Reals, tables.AddReals(
                    1 / Math.Max(wallets, 1), StepMoments.Days(scenario.StepSeconds),
                    group.ReserveFundUsd,
                    LeastDebtShare * group.Members.Sum(m => portfolios[m].DebtUsd))));
        }

        tables.SetRow(
            header,
            (MarketTable.Header.Groups, groups.Count),
            (MarketTable.Header.GroupRows, rows));
        return metrics;
    }
}
