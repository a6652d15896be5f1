namespace GpuRisk.Scenarios;

/// <summary>The sections that only joint markets have.</summary>
internal static partial class CanonicalForm
{
    private static void WriteJoint(Scenario scenario, TextWriter writer)
    {
        foreach (WalletClass owner in scenario.Classes) Write(owner, writer);
        foreach (Farm farm in scenario.Farms) Write(farm, writer);
        foreach (GovernanceToken token in scenario.Tokens) Write(token, writer);
        foreach (Bond bond in scenario.Bonds)
        {
            Line(
                writer, "bond", bond.Name, bond.Token.Name, bond.Buyers.Name, bond.UsdPerDay,
                bond.Discount, bond.VestingSeconds);
        }

        foreach (Cover cover in scenario.Covers) Write(cover, writer);
        if (scenario.Gas is { } gas)
        {
            Line(
                writer, "gas", gas.PriceGwei, gas.Asset.Name, gas.MeanReversionPerDay,
                gas.VolatilityPerDay, gas.StressMultiplier, gas.BurnedShare, gas.BidShare);
        }

        if (scenario.Regulation is { } regulation) Write(regulation, writer);
        if (scenario.Services is { } services)
        {
            Line(
                writer, "services", services.AuditsUsdPerYear, services.DevelopersUsdPerYear);
        }
    }

    private static void Write(WalletClass owner, TextWriter writer)
    {
        Line(
            writer, "class", owner.Name, owner.Wallets, owner.Strata, owner.Centralised,
            owner.LatencySeconds, owner.GasTolerance, owner.Transactions?.EverySeconds,
            owner.Transactions?.GasUnits, owner.TradingWeight, owner.EntersAtSeconds);
        Write(owner.Sizes, writer);
        foreach (AssetHolding holding in owner.Assets)
            Line(writer, "holds", holding.Asset.Name, holding.Share);
        foreach (CoinHolding holding in owner.Coins)
            Line(writer, "holds-coin", holding.Stablecoin.Name, holding.Share);
        foreach (LiquidityHolding holding in owner.Liquidity)
        {
            Line(
                writer, "provides", holding.Pool.Name, holding.Share, holding.Range?.Lower,
                holding.Range?.Upper, holding.Strategy, holding.RecentreEverySeconds,
                holding.GasUnits);
        }

        foreach (FarmStake stake in owner.Stakes)
            Line(writer, "stakes", stake.Farm.Name, stake.Share);
        foreach (Deposit deposit in owner.Deposits)
            Line(writer, "lends", deposit.Market.Name, deposit.Asset.Name, deposit.Share);
        foreach (Borrowing loan in owner.Borrowings)
        {
            Line(
                writer, "borrows", loan.Market.Name, loan.Collateral.Name, loan.Debt.Name,
                loan.EquityShare, loan.HealthFactor);
        }
    }

    private static void Write(SizeDistribution sizes, TextWriter writer)
    {
        switch (sizes)
        {
            case EqualSizes s:
                Line(writer, "sizes", "equal", s.SizeUsd);
                break;
            case LogNormalSizes s:
                Line(writer, "sizes", "log-normal", s.AverageUsd, s.LogStdDev);
                break;
            case ParetoSizes s:
                Line(writer, "sizes", "pareto", s.MinimumUsd, s.Exponent);
                break;
            case ListedSizes s:
                Line(writer, "sizes", "listed", s.SizesUsd.Count);
                foreach (double size in s.SizesUsd) Line(writer, "size", size);
                break;
        }
    }

    private static void Write(Farm farm, TextWriter writer) =>
        Line(
            writer, "farm", farm.Name, farm.Pool?.Name, farm.Asset?.Name, farm.Reward.Name,
            farm.EmissionPerDay, farm.EmissionHalfLifeSeconds, farm.OutsideStakeUsd,
            farm.ClaimGasUnits, farm.SoldShare, farm.RugsPerYear, farm.RuggedShare);

    private static void Write(GovernanceToken token, TextWriter writer)
    {
        Line(
            writer, "token", token.Asset.Name, token.SupplyTokens,
            token.Depth?.DepthUsdPerPercent, token.Depth?.RecoveryHalfLifeSeconds);
        foreach (TokenAllocation part in token.Allocations)
        {
            Line(
                writer, "allocation", part.Class.Name, part.ShareOfSupply, part.CostUsd,
                part.CliffSeconds, part.VestingSeconds, part.AgeSeconds, part.UnlockEverySeconds,
                part.SoldShare);
        }

        if (token.FeeVote is { } vote)
        {
            Line(
                writer, "fee-vote", vote.Pool.Name, vote.ProtocolShare, vote.EverySeconds,
                vote.Turnout);
        }
    }

    private static void Write(Cover cover, TextWriter writer)
    {
        Line(
            writer, "cover", cover.Name, cover.Farm.Name, cover.PremiumPerYear, cover.PayoutShare,
            cover.CapitalUsd);
        foreach (CoveredStake stake in cover.Covered)
            Line(writer, "covers", stake.Class.Name, stake.Share);
    }

    private static void Write(Regulation regulation, TextWriter writer)
    {
        Line(
            writer, "regulation", regulation.ShocksPerYear, regulation.VolumeDrop,
            regulation.VolumeHalfLifeSeconds);
        foreach (RegulatoryFall fall in regulation.Falls)
            Line(writer, "falls", fall.Asset.Name, fall.Fall);
        foreach (Freeze freeze in regulation.Freezes)
            Line(writer, "freezes", freeze.Class.Name, freeze.Asset.Name, freeze.Share);
    }
}
