using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Lending;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Lending;

/// <summary>What is reported of a group of loans.</summary>
internal static class LoanMetrics
{
    // Of groups whose loans are all left out.
    private const double LeastSizeUsd = 1;

    /// <summary>Appends a group's metrics and tells which is the first.</summary>
    public static int Add(
        Scenario scenario, PlanBuilder tables, LoanGroupPlan group,
        IReadOnlyList<LoanPortfolioPlan> loans)
    {
        double size = Math.Max(loans.Sum(p => SizeUsd(scenario, p)), LeastSizeUsd);
        double days = StepMoments.Days(scenario.HorizonSeconds);
        string name = group.Subject;
        double start = loans.Sum(EquityUsd);
        double? debt = LargestDebtUsd(scenario, loans);
        Metric Usd(string quantity, MetricSense sense) =>
            new(name, quantity, "USD", size, sense) { Least = 0 };
        Metric Of(Metric metric) =>
            group.IsInternal ? metric with { Internal = true } : metric;
        Metric Debt(string quantity, MetricSense sense) =>
            Usd(quantity, sense) with { Greatest = debt };
        return tables.AddOutcomes(new LoanOutcomes<Metric>
        {
            Liquidated = Of(Metric.Event(name, "liquidated")),
            LiquidatedShare = Of(Metric.Share(name, "liquidatedShare")),
            FirstLiquidationDays = Of(new Metric(
                name, "firstLiquidationDays", "days", days, MetricSense.Level,
                Conditional: true)),
            LiquidatedDebt = Of(Debt("liquidatedDebt", MetricSense.Level)),
            BorrowerLoss = Of(Usd("borrowerLoss", MetricSense.Cost)),
            LiquidatorProfit = Of(Usd("liquidatorProfit", MetricSense.Gain)),
            ProtocolFee = Of(Usd("protocolFee", MetricSense.Level)),
            BadDebt = Of(Debt("badDebt", MetricSense.Cost)),
            SupplierLoss = Of(Debt("supplierLoss", MetricSense.Cost) with
            {
                Internal = !group.IsMarket,
            }),
            Equity = Of(new Metric(name, "equity", "USD", size, MetricSense.Gain, Origin: start)
            {
                Least = -debt,
            }),
            Shortfall = Of(Debt("shortfall", MetricSense.Cost)),
            HealthFactor = Of(new Metric(
                name, "healthFactor", "ratio", 1, MetricSense.Level, Conditional: true,
                Origin: 1)),
            Interest = new Metric(
                name, "interest", "USD", size, MetricSense.Level, Internal: true),
            LiquidatorGas = new Metric(
                name, "liquidatorGas", "USD", size, MetricSense.Level, Internal: true),
        });
    }

    /// <summary>What loans are worth at the start: collateral less debt.</summary>
    public static double EquityUsd(LoanPortfolioPlan loans) => loans.Buckets.Sum(
        bucket => bucket.Wallets * (
            LoanPortfolioPlan.ValueUsd(loans.CollateralAssets, bucket.Collateral)
            - LoanPortfolioPlan.ValueUsd(loans.DebtAssets, bucket.Debt)));

    // Debt grows by interest alone where what is owed does not move in price; else nothing bounds
    // it.
    private static double? LargestDebtUsd(
        Scenario scenario, IReadOnlyList<LoanPortfolioPlan> portfolios)
    {
        var owed = portfolios
            .SelectMany(p => p.DebtAssets.Select((asset, i) => (
                p.Loan.Market, Asset: asset,
                Tokens: p.Buckets.Sum(b => b.Wallets * b.Debt[i]))))
            .GroupBy(debt => (Market: debt.Market.Index, Asset: debt.Asset.Index));
        double sum = 0;
        foreach (var debts in owed)
        {
            (LendingMarket market, Asset asset, _) = debts.First();
            if (asset.Process is not ConstantProcess)
            {
                return null;
            }

            DebtTerms terms = market.Debt.First(t => t.Asset.Index == asset.Index);
            double index = LendingPlanner.DebtIndex(scenario, terms)[^1];
            sum += asset.PriceUsd * index * debts.Sum(debt => debt.Tokens);
        }

        return sum;
    }

    // Collateral and debt, at prices that may well be reached.
    private static double SizeUsd(Scenario scenario, LoanPortfolioPlan portfolio)
    {
        double years = AssetMoments.Years(scenario.HorizonSeconds);
        double Value(Asset asset, double tokens) =>
            tokens * asset.PriceUsd * scenario.MomentsOf(asset).Growth(years);
        return portfolio.Buckets.Sum(bucket => bucket.Wallets * (
            portfolio.CollateralAssets.Zip(bucket.Collateral, Value).Sum()
            + portfolio.DebtAssets.Zip(bucket.Debt, Value).Sum()));
    }
}
