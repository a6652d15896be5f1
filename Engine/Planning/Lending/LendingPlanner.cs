using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Kernels.Lending;
using GpuRisk.Kernels.Prices;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Lending;

/// <summary>Plans lending markets.</summary>
internal static class LendingPlanner
{
    public static void Add(Scenario scenario, PlanBuilder tables)
    {
        int header = tables.ReserveRow<LendingHeader>();
        IReadOnlyList<LoanPortfolioPlan> loans = LoanPortfolioPlan.Of(scenario.Loans);
        Add(scenario, tables, header, loans, LoanGroupPlan.Of(scenario, loans));
    }

    /// <summary>Plans lending markets, loans and the groups that are reported, and tells the
    /// groups' first outcomes.</summary>
    public static IReadOnlyList<int> Add(
        Scenario scenario, PlanBuilder tables, int header,
        IReadOnlyList<LoanPortfolioPlan> loans, IEnumerable<LoanGroupPlan> groups)
    {
        LoanWarnings.Add(scenario, tables);
        tables.Loans = scenario.Loans;
        int rows = tables.ReserveRows<LendingMarketRow>(scenario.LendingMarkets.Count);
        List<PlannedMarket> markets = [.. scenario.LendingMarkets.Select((market, i) =>
            AddMarket(scenario, tables, market, rows + (i * LendingMarketRow.Width)))];
        var covariance = new StepCovariance(scenario);
        tables.Prices.Offsets = tables.ReserveSlots(PriceHeader.MaximumAssets);
        var pairs = new PairPlanner(scenario, tables, covariance);
        PlannedLoans planned = LoanPlanner.Add(
            scenario, tables, markets, pairs, loans, [.. groups]);
        tables.SetRow(header, new LendingHeader
        {
            Markets = scenario.LendingMarkets.Count,
            MarketRows = rows,
            Portfolios = loans.Count,
            PortfolioRows = planned.PortfolioRows,
            Bands = planned.Bands.Secured,
            BandRows = planned.Bands.Rows,
            Lists = planned.Lists.Count,
            ListRows = planned.Lists.Rows,
            Mixed = loans.Any(p => p.IsSecured && !p.IsOnPair) ? 1 : 0,
            CountsInterest = LoanPlanner.CountsInterest(scenario) ? 1 : 0,
            Pairs = pairs.Count,
            PairRows = pairs.Rows,
            Crossings = pairs.Crossings,
            CrossingRows = pairs.AddCrossings(),
            Groups = planned.Outcomes.Count,
            GroupRows = planned.GroupRows,
            Covariance = covariance.AddTable(tables),
            Weights = tables.ReserveSlots(2 * LendingHeader.MaximumAssets),
        });
        return planned.Outcomes;
    }

    private static PlannedMarket AddMarket(
        Scenario scenario, PlanBuilder tables, LendingMarket market, int row)
    {
        int collateral = tables.ReserveRows<CollateralAssetRow>(market.Collateral.Count);
        int debt = tables.ReserveRows<DebtAssetRow>(market.Debt.Count);
        int terms = tables.AddTerms(new LendingMarketTerms<double>
        {
            Gas = market.LiquidatorGasUsd,
            KeptAfterSwap = 1 - market.SwapFeeFraction,
        });
        tables.SetRow(row, new LendingMarketRow
        {
            Terms = terms,
            Collateral = market.Collateral.Count,
            CollateralRows = collateral,
            Debt = market.Debt.Count,
            DebtRows = debt,
        });
        for (int i = 0; i < market.Collateral.Count; i++)
        {
            tables.SetRow(
                collateral + (i * CollateralAssetRow.Width),
                CollateralRow(scenario, tables, market, market.Collateral[i]));
        }

        for (int i = 0; i < market.Debt.Count; i++)
        {
            tables.SetRow(
                debt + (i * DebtAssetRow.Width), DebtRow(scenario, tables, market.Debt[i]));
        }

        return new(market, terms, RulesPlanner.Add(tables, market), collateral, debt);
    }

    private static CollateralAssetRow CollateralRow(
        Scenario scenario, PlanBuilder tables, LendingMarket market, CollateralTerms terms)
    {
        MarketDepth? depth = market.Depth.FirstOrDefault(d => d.Asset.Index == terms.Asset.Index);
        double years = AssetMoments.Years(scenario.StepSeconds);
        return new()
        {
            Terms = tables.AddTerms(new CollateralAssetTerms<double>
            {
                Price = terms.Asset.PriceUsd,
                Threshold = terms.LiquidationThreshold,
                BonusFactor = 1 + terms.LiquidationBonus,
                ProtocolShare = terms.ProtocolShareOfBonus,
                RedemptionGrowth = (terms.Redemption?.RatePerYear ?? 0) * years,
                ImpactPerUsd = StepMoments.ImpactPerUsd(depth),
                ImpactDecay = StepMoments.ImpactKept(depth, scenario.StepSeconds),
            }),
            Asset = terms.Asset.Index,
            OracleAsset = OracleAsset(terms).Index,
            HasDepth = depth is null ? 0 : 1,
            State = tables.ReserveSlots(CollateralAssetState.Width),
        };
    }

    private static DebtAssetRow DebtRow(Scenario scenario, PlanBuilder tables, DebtTerms terms)
    {
        double[] index = DebtIndex(scenario, terms);
        return new()
        {
            Price = tables.AddReals(terms.Asset.PriceUsd),
            Asset = terms.Asset.Index,
            Index = tables.AddReals(index),
            LogIndex = tables.AddReals(index.Select(x => Math.Log(x))),
            Interest = tables.AddReals(
                index.Select((x, step) => 1 - ((step == 0 ? 1 : index[step - 1]) / x))),
            State = tables.ReserveSlots(DebtAssetState.Width),
        };
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
