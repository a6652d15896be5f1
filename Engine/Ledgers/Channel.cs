namespace GpuRisk.Engine.Ledgers;

/// <summary>The channels through which value passes from one account to another.</summary>
public static class Channel
{
    /// <summary>Fees of swaps.</summary>
    public const string TradingFees = "trading-fees";

    /// <summary>What arbitrageurs take from liquidity: loss versus rebalancing.</summary>
    public const string Arbitrage = "arbitrage";

    /// <summary>What arbitrageurs and liquidators bid to validators for their place.</summary>
    public const string Bids = "bids";

    /// <summary>What a sale loses by moving the price.</summary>
    public const string Slippage = "slippage";

    /// <summary>Collateral seized beyond the debt repaid.</summary>
    public const string LiquidationBonus = "liquidation-bonus";

    /// <summary>The protocols' shares of fees, bonuses and interest.</summary>
    public const string ProtocolFee = "protocol-fee";

    /// <summary>Interest on loans and deposits.</summary>
    public const string Interest = "interest";

    /// <summary>Debt that no collateral backs.</summary>
    public const string BadDebt = "bad-debt";

    /// <summary>What holders lose to a stablecoin's price, and what its buyers gain.</summary>
    public const string Peg = "peg";

    /// <summary>Redemption and minting at a stablecoin's issuer.</summary>
    public const string Redemption = "redemption";

    /// <summary>The yield on a stablecoin's reserves.</summary>
    public const string ReserveYield = "reserve-yield";

    /// <summary>New tokens for stakes.</summary>
    public const string Farming = "farming";

    /// <summary>Allocated tokens that unlock, less their cost.</summary>
    public const string Unlock = "unlock";

    /// <summary>New tokens sold below their price.</summary>
    public const string Bonds = "bonds";

    /// <summary>Gas.</summary>
    public const string Gas = "gas";

    /// <summary>Stakes that a farm's owners run away with.</summary>
    public const string Rug = "rug";

    /// <summary>Premiums and payouts of cover.</summary>
    public const string Insurance = "insurance";

    /// <summary>What regulators freeze.</summary>
    public const string Regulation = "regulation";

    /// <summary>Audits and development.</summary>
    public const string Services = "services";

    /// <summary>What market prices do to what is held.</summary>
    public const string Revaluation = "revaluation";
}
