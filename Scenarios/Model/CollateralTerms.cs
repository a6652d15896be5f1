namespace GpuRisk.Scenarios;

/// <summary>The terms on which an asset secures loans.</summary>
public sealed record CollateralTerms
{
    /// <summary>The asset.</summary>
    public required Asset Asset { get; init; }

    /// <summary>The part of the value that counts in the health factor, in (0, 1).</summary>
    public required double LiquidationThreshold { get; init; }

    /// <summary>The part of the value that may be borrowed; null where none is stated.</summary>
    public required double? LoanToValue { get; init; }

    /// <summary>What a liquidator gets above what he repays, as a fraction in [0, 1).</summary>
    public required double LiquidationBonus { get; init; }

    /// <summary>The protocol's part of the bonus, in [0, 1].</summary>
    public required double ProtocolShareOfBonus { get; init; }

    /// <summary>The rate at which the oracle values it; null for its market price.</summary>
    public required RedemptionRate? Redemption { get; init; }
}

/// <summary>
/// An oracle value that follows another asset: price(0) P(t) / P(0) exp(rate t), with P the price
/// of <paramref name="Asset"/>.
/// </summary>
/// <param name="Asset">The asset that the collateral can be redeemed for.</param>
/// <param name="RatePerYear">The growth of the redemption rate, per year.</param>
public sealed record RedemptionRate(Asset Asset, double RatePerYear);
