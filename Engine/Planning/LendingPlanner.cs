using GpuRisk.Kernels.Liquidation;
using GpuRisk.Kernels.Prices;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning;

/// <summary>Plans lending markets.</summary>
internal static class LendingPlanner
{
    public static void Add(Scenario scenario, PlanTables tables)
    {
        int header = tables.ReserveIntegers(MarketTable.Header.Width);
        IReadOnlyList<LoanPortfolioPlan> loans = LoanPortfolioPlan.Of(scenario.Loans);
        Add(scenario, tables, header, loans, LoanGroupPlan.Of(scenario, loans));
    }

    /// <summary>Plans lending markets, loans and the groups that are reported.</summary>
    public static IReadOnlyList<int> Add(
        Scenario scenario, PlanTables tables, int header,
        IReadOnlyList<LoanPortfolioPlan> loans, IEnumerable<LoanGroupPlan> groups)
    {
        LoanWarnings.Add(scenario, tables);
        int rows = tables.ReserveIntegers(
            scenario.LendingMarkets.Count * MarketTable.Row.Width);
        for (int i = 0; i < scenario.LendingMarkets.Count; i++)
        {
            AddMarket(
                scenario, tables, scenario.LendingMarkets[i], rows + (i * MarketTable.Row.Width));
        }

        double[] covariance = Covariance(scenario);
        tables.SetRow(
            header,
            (MarketTable.Header.Markets, scenario.LendingMarkets.Count),
            (MarketTable.Header.MarketRows, rows),
            (MarketTable.Header.Covariance, tables.AddReals(covariance)),
            (MarketTable.Header.Weights, tables.ReserveSlots(2 * LoanTable.MaximumAssets)));
        tables.Prices.Offsets = tables.ReserveSlots(PriceHeader.MaximumAssets);
        return LoanPlanner.Add(
            scenario, tables, header, rows, covariance, loans, [.. groups]);
    }

    // Of a step's diffusion of log prices: jumps come after it.
    private static double[] Covariance(Scenario scenario)
    {
        double years = AssetMoments.Years(scenario.StepSeconds);
        CorrelationMatrix correlations = PriceDependence.Of(scenario).Diffusion;
        var table = new double[PriceHeader.MaximumAssets * PriceHeader.MaximumAssets];
        for (int i = 0; i < scenario.Assets.Count; i++)
        {
            double first = AssetMoments.Of(scenario.Assets[i]).Volatility;
            for (int j = 0; j < scenario.Assets.Count; j++)
            {
                double second = AssetMoments.Of(scenario.Assets[j]).Volatility;
                table[(i * PriceHeader.MaximumAssets) + j] =
                    correlations[i, j] * first * second * years;
            }
        }

        return table;
    }

    private static void AddMarket(
        Scenario scenario, PlanTables tables, LendingMarket market, int row)
    {
        int collateral = tables.ReserveIntegers(
            market.Collateral.Count * MarketTable.CollateralRow.Width);
        int debt = tables.ReserveIntegers(market.Debt.Count * MarketTable.DebtRow.Width);
        var reals = new double[MarketTable.Real.Width];
        reals[MarketTable.Real.CloseFactor] = market.CloseFactor;
        reals[MarketTable.Real.FullCloseHealthFactor] = market.FullCloseHealthFactor;
        reals[MarketTable.Real.FullCloseBelow] = market.FullCloseBelowUsd;
        reals[MarketTable.Real.MinimumLeftover] = market.MinimumLeftoverUsd;
        reals[MarketTable.Real.Gas] = market.LiquidatorGasUsd;
        reals[MarketTable.Real.KeptAfterSwap] = 1 - market.SwapFeeFraction;
        tables.SetRow(
            row,
            (MarketTable.Row.Reals, tables.AddReals(reals)),
            (MarketTable.Row.Collateral, market.Collateral.Count),
            (MarketTable.Row.CollateralRows, collateral),
            (MarketTable.Row.Debt, market.Debt.Count),
            (MarketTable.Row.DebtRows, debt));
        for (int i = 0; i < market.Collateral.Count; i++)
        {
            AddCollateral(
                scenario, tables, market, market.Collateral[i],
                collateral + (i * MarketTable.CollateralRow.Width));
        }

        for (int i = 0; i < market.Debt.Count; i++)
        {
            DebtTerms terms = market.Debt[i];
            double[] index = DebtIndex(scenario, terms);
            tables.SetRow(
                debt + (i * MarketTable.DebtRow.Width),
                (MarketTable.DebtRow.Price, tables.AddReals(terms.Asset.PriceUsd)),
                (MarketTable.DebtRow.Asset, terms.Asset.Index),
                (MarketTable.DebtRow.Index, tables.AddReals(index)),
                (MarketTable.DebtRow.Interest, tables.AddReals(
                    index.Select((x, step) => 1 - ((step == 0 ? 1 : index[step - 1]) / x)))),
                (MarketTable.DebtRow.State,
                    tables.ReserveSlots(MarketTable.DebtState.Width)));
        }
    }

    private static void AddCollateral(
        Scenario scenario, PlanTables tables, LendingMarket market, CollateralTerms terms, int row)
    {
        MarketDepth? depth = market.Depth.FirstOrDefault(d => d.Asset.Index == terms.Asset.Index);
        double years = AssetMoments.Years(scenario.StepSeconds);
        var reals = new double[MarketTable.CollateralReal.Width];
        reals[MarketTable.CollateralReal.Price] = terms.Asset.PriceUsd;
        reals[MarketTable.CollateralReal.Threshold] = terms.LiquidationThreshold;
        reals[MarketTable.CollateralReal.BonusFactor] = 1 + terms.LiquidationBonus;
        reals[MarketTable.CollateralReal.ProtocolShare] = terms.ProtocolShareOfBonus;
        reals[MarketTable.CollateralReal.RedemptionGrowth] =
            (terms.Redemption?.RatePerYear ?? 0) * years;
        reals[MarketTable.CollateralReal.ImpactPerUsd] = StepMoments.ImpactPerUsd(depth);
        reals[MarketTable.CollateralReal.ImpactDecay] =
            StepMoments.ImpactKept(depth, scenario.StepSeconds);
        tables.SetRow(
            row,
            (MarketTable.CollateralRow.Reals, tables.AddReals(reals)),
            (MarketTable.CollateralRow.Asset, terms.Asset.Index),
            (MarketTable.CollateralRow.OracleAsset, OracleAsset(terms).Index),
            (MarketTable.CollateralRow.HasDepth, depth is null ? 0 : 1),
            (MarketTable.CollateralRow.State,
                tables.ReserveSlots(MarketTable.CollateralState.Width)));
    }

    /// <summary>The asset whose price the oracle follows.</summary>
    public static Asset OracleAsset(CollateralTerms terms) =>
        terms.Redemption?.Asset ?? terms.Asset;

    /// <summary>By what a debt has grown at the end of each step: interest is compounded at every
    /// moment, at the rate of the utilisation at mid-step.</summary>
    public static double[] DebtIndex(Scenario scenario, DebtTerms terms)
    {
        double years = AssetMoments.Years(scenario.StepSeconds);
        var index = new double[scenario.Steps];
        double log = 0;
        for (int i = 0; i < index.Length; i++)
        {
            log += BorrowRate(terms, Utilisation(scenario, terms, i)) * years;
            index[i] = Math.Exp(log);
        }

        return index;
    }

    /// <summary>The utilisation in the middle of a step.</summary>
    public static double Utilisation(Scenario scenario, DebtTerms terms, int step) =>
        terms.Utilisation + ((terms.UtilisationAtHorizon - terms.Utilisation)
            * (step + 0.5) / scenario.Steps);

    /// <summary>The kinked rate per year (Aave v3, DefaultReserveInterestRateStrategyV2).
    /// </summary>
    public static double BorrowRate(DebtTerms terms, double utilisation)
    {
        double optimal = terms.OptimalUtilisation;
        double below = Math.Min(utilisation, optimal) / optimal;
        double above = Math.Max(utilisation - optimal, 0) / (1 - optimal);
        return terms.BaseRatePerYear
            + (terms.Slope1PerYear * below)
            + (terms.Slope2PerYear * above);
    }
}
