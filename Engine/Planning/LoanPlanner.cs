using GpuRisk.Engine.Tallies;
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

    /// <summary>Plans loans and their groups, and tells the groups' first metrics.</summary>
    public static IReadOnlyList<int> Add(
        Scenario scenario, PlanTables tables, int header, int marketRows,
        IReadOnlyList<Bucket> buckets, IReadOnlyList<LoanGroupPlan> groups)
    {
        int rows = tables.ReserveIntegers(buckets.Count * LoanTable.Row.Width);

        // Every step reads amounts and health factors: kept together, they stay in the cache.
        int[] amounts = [.. buckets.Select(
            b => tables.ReserveSlots(b.Collateral.Length + b.Debt.Length))];
        for (int i = 0; i < buckets.Count; i++)
        {
            AddLoan(
                scenario, tables, buckets[i], rows + (i * LoanTable.Row.Width), marketRows,
                amounts[i]);
        }

        tables.SetRow(
            header,
            (MarketTable.Header.Loans, buckets.Count),
            (MarketTable.Header.LoanRows, rows));
        return AddGroups(scenario, tables, header, buckets, groups, rows);
    }

    private static void AddLoan(
        Scenario scenario, PlanTables tables, Bucket bucket, int row, int marketRows, int amounts)
    {
        LendingMarket market = bucket.Loan.Market;
        int marketRow = marketRows + (market.Index * MarketTable.Row.Width);
        int collateralRows = tables.Integers[marketRow + MarketTable.Row.CollateralRows];
        int debtRows = tables.Integers[marketRow + MarketTable.Row.DebtRows];
        var reals = new double[LoanTable.Real.Width];
        reals[LoanTable.Real.Wallets] = bucket.Wallets;
        bucket.Collateral.CopyTo(reals, LoanTable.Real.Amounts);
        bucket.Debt.CopyTo(reals, LoanTable.Real.Amounts + bucket.Collateral.Length);
        double variance = LargestVariance(scenario, bucket);
        reals[LoanTable.Real.SafeHealthFactor] =
            1.0001 * Math.Exp(Math.Sqrt(SafeDistance * variance));
        reals[LoanTable.Real.Variance] = variance;
        tables.SetRow(
            row,
            (LoanTable.Row.Reals, tables.AddReals(reals)),
            (LoanTable.Row.Market, marketRow),
            (LoanTable.Row.Continuous,
                market.Monitoring == MonitoringTiming.Continuous ? 1 : 0),
            (LoanTable.Row.Collateral, bucket.Collateral.Length),
            (LoanTable.Row.Debt, bucket.Debt.Length),
            (LoanTable.Row.Amounts, amounts),
            (LoanTable.Row.State, tables.ReserveSlots(LoanTable.State.Width)),
            (LoanTable.Row.Crossing, Crossing(bucket)),
            (LoanTable.Row.CountsCosts, scenario.Kernel == KernelKind.Market ? 1 : 0));
        for (int i = 0; i < bucket.Collateral.Length; i++)
        {
            int index = IndexOf(
                market.Collateral.Select(c => c.Asset), bucket.CollateralAssets[i]);
            tables.Integers[row + LoanTable.Row.Entries + i] =
                collateralRows + (index * MarketTable.CollateralRow.Width);
        }

        for (int i = 0; i < bucket.Debt.Length; i++)
        {
            int index = IndexOf(market.Debt.Select(d => d.Asset), bucket.DebtAssets[i]);
            tables.Integers[row + LoanTable.Row.Entries + bucket.Collateral.Length + i] =
                debtRows + (index * MarketTable.DebtRow.Width);
        }
    }

    // A constant debt asset leaves the collateral's path alone. Of several assets the first pair
    // stands for all: their mixture's path is not that of any one pair.
    private static int Crossing(Bucket bucket)
    {
        Asset held = LendingPlanner.OracleAsset(bucket.Loan.Market.Collateral.First(
            terms => terms.Asset.Index == bucket.CollateralAssets[0].Index));
        Asset owed = bucket.DebtAssets[0];
        int second = owed.Process is ConstantProcess ? PriceTable.MaximumAssets : owed.Index;
        return (held.Index * (PriceTable.MaximumAssets + 1)) + second;
    }

    private static int IndexOf(IEnumerable<Asset> assets, Asset asset) =>
        assets.Select(a => a.Index).ToList().IndexOf(asset.Index);

    // Of the log of any collateral in any debt asset; a mixture of them varies no more.
    private static double LargestVariance(Scenario scenario, Bucket bucket)
    {
        double[] covariance = LendingPlanner.Covariance(scenario);
        double Cell(int i, int j) => covariance[(i * PriceTable.MaximumAssets) + j];
        double largest = 0;
        foreach (Asset held in bucket.CollateralAssets)
        {
            int i = LendingPlanner.OracleAsset(
                bucket.Loan.Market.Collateral.First(c => c.Asset.Index == held.Index)).Index;
            foreach (Asset owed in bucket.DebtAssets)
            {
                int j = owed.Index;
                largest = Math.Max(largest, Cell(i, i) + Cell(j, j) - (2 * Cell(i, j)));
            }
        }

        return largest;
    }

    private static int[] AddGroups(
        Scenario scenario, PlanTables tables, int header, IReadOnlyList<Bucket> buckets,
        IReadOnlyList<LoanGroupPlan> groups, int loanRows)
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
                    loanRows + (group.Members[j] * LoanTable.Row.Width);
            }

            metrics[i] = AddMetrics(scenario, tables, group, buckets);
            double wallets = group.Members.Sum(m => (double)buckets[m].Wallets);
            tables.SetRow(
                rows + (i * LoanTable.GroupRow.Width),
                (LoanTable.GroupRow.Loans, group.Members.Count),
                (LoanTable.GroupRow.LoanRows, members),
                (LoanTable.GroupRow.Metrics, metrics[i]),
                (LoanTable.GroupRow.Reals, tables.AddReals(
                    1 / wallets, StepMoments.Days(scenario.StepSeconds), group.ReserveFundUsd)));
        }

        tables.SetRow(
            header,
            (MarketTable.Header.Groups, groups.Count),
            (MarketTable.Header.GroupRows, rows));
        return metrics;
    }

    private static int AddMetrics(
        Scenario scenario, PlanTables tables, LoanGroupPlan group, IReadOnlyList<Bucket> buckets)
    {
        double size = group.Members.Sum(m => SizeUsd(scenario, buckets[m]));
        double days = StepMoments.Days(scenario.HorizonSeconds);
        string name = group.Subject;
        double start = group.Members.Sum(m => EquityUsd(buckets[m]));
        double? debt = LargestDebtUsd(scenario, group, buckets);
        Metric Usd(string quantity, MetricSense sense) =>
            new(name, quantity, "USD", size, sense) { Least = 0 };
        return tables.AddMetrics(((Metric[])
        [
            Metric.Event(name, "liquidated"),
            Metric.Share(name, "liquidatedShare"),
            new Metric(
                name, "firstLiquidationDays", "days", days, MetricSense.Level, Conditional: true),
            Usd("liquidatedDebt", MetricSense.Level) with { Greatest = debt },
            Usd("borrowerLoss", MetricSense.Cost),
            Usd("liquidatorProfit", MetricSense.Gain),
            Usd("protocolFee", MetricSense.Level),
            Usd("badDebt", MetricSense.Cost) with { Greatest = debt },
            Usd("supplierLoss", MetricSense.Cost) with
            {
                Greatest = debt,
                Internal = !group.IsMarket,
            },
            new Metric(name, "equity", "USD", size, MetricSense.Gain, Origin: start)
            {
                Least = -debt,
            },
            Usd("shortfall", MetricSense.Cost) with { Greatest = debt },
            new Metric(
                name, "healthFactor", "ratio", 1, MetricSense.Level, Conditional: true, Origin: 1),
            new Metric(name, "interest", "USD", size, MetricSense.Level, Internal: true),
            new Metric(name, "liquidatorGas", "USD", size, MetricSense.Level, Internal: true),
        ]).Select(metric => group.IsInternal ? metric with { Internal = true } : metric));
    }

    /// <summary>What loans are worth at the start: collateral less debt.</summary>
    public static double EquityUsd(Bucket bucket)
    {
        double Value(Asset asset, double tokens) => tokens * asset.PriceUsd;
        return bucket.Wallets * (
            bucket.CollateralAssets.Zip(bucket.Collateral, Value).Sum()
            - bucket.DebtAssets.Zip(bucket.Debt, Value).Sum());
    }

    // Debt grows by interest alone where what is owed does not move in price; else nothing bounds
    // it.
    private static double? LargestDebtUsd(
        Scenario scenario, LoanGroupPlan group, IReadOnlyList<Bucket> buckets)
    {
        double sum = 0;
        foreach (Bucket bucket in group.Members.Select(m => buckets[m]))
        {
            foreach ((Asset asset, double tokens) in bucket.DebtAssets.Zip(bucket.Debt))
            {
                if (asset.Process is not ConstantProcess)
                {
                    return null;
                }

                DebtTerms terms = bucket.Loan.Market.Debt.First(
                    t => t.Asset.Index == asset.Index);
                double index = LendingPlanner.DebtIndex(scenario, terms)[^1];
                sum += bucket.Wallets * tokens * asset.PriceUsd * index;
            }
        }

        return sum;
    }

    // Collateral and debt, at prices that may well be reached.
    private static double SizeUsd(Scenario scenario, Bucket bucket)
    {
        double years = AssetMoments.Years(scenario.HorizonSeconds);
        double Value(Asset asset, double tokens) =>
            tokens * asset.PriceUsd * AssetMoments.Of(asset).Growth(years);
        double held = bucket.CollateralAssets.Zip(bucket.Collateral, Value).Sum();
        double owed = bucket.DebtAssets.Zip(bucket.Debt, Value).Sum();
        return bucket.Wallets * (held + owed);
    }
}
