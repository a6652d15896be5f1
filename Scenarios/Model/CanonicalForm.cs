using System.Globalization;

namespace GpuRisk.Scenarios;

/// <summary>
/// Writes a scenario one item a line: its kind, then its fields in a fixed order, with numbers
/// as the shortest text that reads back to the same bits.
/// </summary>
internal static partial class CanonicalForm
{
    public static void Write(Scenario scenario, TextWriter writer)
    {
        Line(writer, "scenario/1", scenario.Kernel, scenario.HorizonSeconds, scenario.StepSeconds);
        foreach (Asset asset in scenario.Assets)
        {
            Write(asset, writer);
            WriteDecimals(asset, writer);
        }

        WriteCorrelations(scenario, writer);
        if (scenario.CommonJumps is { } common)
            Line(writer, "common-jumps", common.PerYear, common.SizeCorrelation);
        foreach (Stablecoin coin in scenario.Stablecoins) Write(coin, writer);
        foreach (Pool pool in scenario.Pools) Write(pool, writer);
        foreach (Position position in scenario.Positions) Write(position, writer);
        foreach (LendingMarket market in scenario.LendingMarkets) Write(market, writer);
        foreach (Loan loan in scenario.Loans) Write(loan, writer);
        foreach (Holder holder in scenario.Holders)
        {
            Line(
                writer, "holder", holder.Name, holder.Stablecoin.Name, holder.HoldingsUsd,
                holder.LatencySeconds, holder.Wallets);
        }

        WriteJoint(scenario, writer);
    }

    private static void Write(Asset asset, TextWriter writer)
    {
        switch (asset.Process)
        {
            case ConstantProcess:
                Line(writer, "asset", asset.Name, asset.PriceUsd, "constant");
                break;
            case GbmProcess p:
                Line(
                    writer, "asset", asset.Name, asset.PriceUsd, "gbm",
                    p.DriftPerYear, p.VolatilityPerYear);
                break;
            case MertonProcess p:
                Line(
                    writer, "asset", asset.Name, asset.PriceUsd, "merton",
                    p.DriftPerYear, p.VolatilityPerYear, p.JumpsPerYear, p.JumpMean, p.JumpStdDev,
                    p.Compensated);
                // Written only where it is used, so that the hashes of other scenarios stay.
                if (p.Common.PerYear > 0)
                    Line(writer, "common-jump", p.Common.Mean, p.Common.StdDev);
                break;
            case PeggedProcess p:
                Line(writer, "asset", asset.Name, asset.PriceUsd, "pegged", p.Stablecoin);
                break;
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(asset), asset.Process, "No canonical form of this process.");
        }
    }

    // Written only where stated, so that the hashes of other scenarios stay.
    private static void WriteDecimals(Asset asset, TextWriter writer)
    {
        if (asset.Decimals is { } decimals) Line(writer, "decimals", decimals);
    }

    private static void WriteCorrelations(Scenario scenario, TextWriter writer)
    {
        for (int row = 0; row < scenario.Assets.Count; row++)
        {
            for (int column = 0; column < row; column++)
            {
                Line(writer, "correlation", row, column, scenario.Correlation(row, column));
            }
        }
    }

    private static void Write(Pool pool, TextWriter writer)
    {
        Line(writer, "pool", pool.Name, pool.FeeFraction, pool.ValueUsd);
        if (pool is PairPool pair)
        {
            Line(
                writer, "pair", pair.Base.Name, pair.Quote.Name, pair.NoiseVolumePerDay,
                pair.NoiseVolumeStdDev, pair.Arbitrage, pair.ArbitrageGasUsd,
                pair.ProtocolShareOfFees);
        }

        if (pool is ConcentratedPool ranged)
            Line(writer, "concentrated", ranged.Concentration, ranged.TickSpacing);
        if (pool is StableSwapPool stable)
            Line(writer, "stableswap", stable.Amplification, stable.First.Name, stable.Second.Name);
    }

    private static void Write(Position position, TextWriter writer) =>
        Line(
            writer, "position", position.Name, position.Pool.Name, position.ValueUsd,
            position.Range?.Lower, position.Range?.Upper, position.Strategy,
            position.RecentreEverySeconds, position.GasPerActionUsd);

    private static void Write(LendingMarket market, TextWriter writer)
    {
        Line(
            writer, "market", market.Name, market.Rules, market.CloseFactor,
            market.FullCloseHealthFactor, market.FullCloseBelowUsd, market.MinimumLeftoverUsd,
            market.Monitoring, market.LiquidatorGasUsd, market.SwapFeeFraction,
            market.ReserveFundUsd);
        foreach (CollateralTerms terms in market.Collateral)
        {
            Line(
                writer, "collateral", terms.Asset.Name, terms.LiquidationThreshold,
                terms.LoanToValue, terms.LiquidationBonus, terms.ProtocolShareOfBonus,
                terms.Redemption?.Asset.Name, terms.Redemption?.RatePerYear);
        }

        foreach (DebtTerms terms in market.Debt)
        {
            Line(
                writer, "debt", terms.Asset.Name, terms.BaseRatePerYear, terms.Slope1PerYear,
                terms.Slope2PerYear, terms.OptimalUtilisation, terms.Utilisation,
                terms.UtilisationAtHorizon);
            // Written only where it is used, so that the hashes of other scenarios stay.
            if (terms.ReserveFactor != 0) Line(writer, "reserve-factor", terms.ReserveFactor);
        }

        foreach (MarketDepth depth in market.Depth)
        {
            Line(
                writer, "depth", depth.Asset.Name, depth.DepthUsdPerPercent,
                depth.RecoveryHalfLifeSeconds);
        }
    }

    private static void Write(Loan loan, TextWriter writer)
    {
        Line(
            writer, "loan", loan.Name, loan.Market.Name, loan.Class, loan.IsBook,
            loan.IsBook ? loan.Buckets : 1);
        if (loan.BelowHealth != BelowHealth.Liquidate)
            Line(writer, "below-health", loan.BelowHealth);
        if (loan.WalletsWithoutDebt > 0)
            Line(writer, "without-debt", loan.WalletsWithoutDebt);
        foreach (Borrower borrower in loan.Borrowers)
        {
            Line(writer, "borrower", borrower.Wallet, borrower.Class);
            foreach (TokenAmount amount in borrower.Collateral)
                Line(writer, "secures", amount.Asset.Name, amount.Tokens);
            foreach (TokenAmount amount in borrower.Debt)
                Line(writer, "owes", amount.Asset.Name, amount.Tokens);
        }
    }

    private static void Write(Stablecoin coin, TextWriter writer)
    {
        Line(
            writer, "stablecoin", coin.Name, coin.Design, coin.PegUsd, coin.MeanReversionPerDay,
            coin.VolatilityPerDay, coin.ImpairmentsPerYear, coin.ImpairmentMean,
            coin.ImpairmentConcentration, coin.RecoveredShare, coin.RecoveryTimeSeconds,
            coin.StartsAtSeconds, coin.SupplyCoins, coin.ReserveYieldPerYear,
            coin.RunIntensityPerDay, coin.FailureThreshold);
        if (coin.ImpairmentAt is { } stated)
            Line(writer, "impairment", stated.TimeSeconds, stated.SizeFraction);
        if (coin.Redemption is { } terms)
        {
            Line(
                writer, "redemption", terms.MinimumUsd, terms.FeeFraction, terms.DailyCapacityUsd,
                terms.Closed);
        }
    }

    private static void Line(TextWriter writer, string kind, params ReadOnlySpan<object?> fields)
    {
        writer.Write(kind);
        foreach (object? field in fields)
        {
            writer.Write(' ');
            writer.Write(field switch
            {
                null => "-",
                // Wallets are free text: a quote and doubled quotes inside keep fields apart.
                string text => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
                // Adding zero makes the negative zero positive: both mean the same.
                double number => (number + 0.0).ToString("R", CultureInfo.InvariantCulture),
                _ => Convert.ToString(field, CultureInfo.InvariantCulture),
            });
        }

        writer.Write('\n');
    }
}
