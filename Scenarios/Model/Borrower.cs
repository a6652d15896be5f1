namespace GpuRisk.Scenarios;

/// <summary>An amount of an asset.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Tokens">The amount, in tokens; above 0.</param>
public readonly record struct TokenAmount(Asset Asset, double Tokens)
{
    /// <summary>The value at the start, in USD.</summary>
    public double ValueUsd => Tokens * Asset.PriceUsd;
}

/// <summary>A wallet that has borrowed.</summary>
/// <param name="Wallet">The wallet as the book writes it; the loan's name outside a book.</param>
/// <param name="Class">The class of the wallet.</param>
/// <param name="Collateral">What secures the debt, in the order of asset index; up to eight
/// amounts, none where there is nothing to seize.</param>
/// <param name="Debt">What is owed, in the order of asset index; one to eight amounts.</param>
public sealed record Borrower(
    string Wallet,
    string Class,
    IReadOnlyList<TokenAmount> Collateral,
    IReadOnlyList<TokenAmount> Debt)
{
    /// <summary>Whether there is anything to seize.</summary>
    public bool IsSecured => Collateral.Count > 0;

    /// <summary>
    /// The health factor at the start in the given market: collateral value times liquidation
    /// threshold over debt value; 0 without collateral. A wallet may be liquidated below 1.
    /// </summary>
    /// <param name="market">A market that takes every asset of this borrower.</param>
    public double HealthFactor(LendingMarket market)
    {
        ArgumentNullException.ThrowIfNull(market);
        double secured = 0;
        foreach (TokenAmount amount in Collateral)
        {
            foreach (CollateralTerms terms in market.Collateral)
            {
                if (terms.Asset.Index != amount.Asset.Index) continue;
                secured += amount.ValueUsd * terms.LiquidationThreshold;
            }
        }

        double owed = 0;
        foreach (TokenAmount amount in Debt) owed += amount.ValueUsd;
        return secured / owed;
    }

    // Part of a debt by which it may exceed its limit, as amounts are rounded.
    private const double LimitRounding = 1e-12;

    /// <summary>
    /// The most that this borrower may owe by the market's loan-to-value, in USD; null where a
    /// collateral states none.
    /// </summary>
    public double? LimitUsd(LendingMarket market)
    {
        ArgumentNullException.ThrowIfNull(market);
        double? limit = 0;
        foreach (TokenAmount amount in Collateral)
        {
            limit += amount.ValueUsd * market.Collateral
                .First(terms => terms.Asset.Index == amount.Asset.Index).LoanToValue;
        }

        return limit;
    }

    /// <summary>Whether more is owed than <see cref="LimitUsd"/>.</summary>
    public bool IsAboveLimit(LendingMarket market) =>
        Debt.Sum(amount => amount.ValueUsd) > LimitUsd(market) * (1 + LimitRounding);
}
