namespace GpuRisk.Engine.Planning.Lending;

/// <summary>Cuts a portfolio into bands: loans that are watched together.</summary>
internal static class LoanBandPlan
{
    // A band is looked at whole whenever one of its loans may be liquidated.
    private const int MostLoans = 16;

    // Among loans of one size, dust stays with dust.
    private const double SizeRatio = 4;

    /// <summary>The bands of a portfolio, the riskiest loans of each size first.</summary>
    public static IEnumerable<Bucket[]> Of(LoanPortfolioPlan portfolio)
    {
        if (portfolio.Buckets.Count <= 1)
        {
            return [[.. portfolio.Buckets]];
        }

        return portfolio.Buckets
            .GroupBy(bucket => SizeClass(portfolio, bucket))
            .OrderByDescending(sizes => sizes.Key)
            .SelectMany(sizes => sizes
                .OrderBy(bucket => Health(portfolio, bucket))
                .Chunk(MostLoans));
    }

    private static int SizeClass(LoanPortfolioPlan portfolio, Bucket bucket) => (int)Math.Floor(
        Math.Log(LoanPortfolioPlan.ValueUsd(portfolio.DebtAssets, bucket.Debt), SizeRatio));

    private static double Health(LoanPortfolioPlan portfolio, Bucket bucket)
    {
        double backing = 0;
        for (int i = 0; i < bucket.Collateral.Length; i++)
        {
            int asset = portfolio.CollateralAssets[i].Index;
            backing += bucket.Collateral[i] * portfolio.CollateralAssets[i].PriceUsd
                * portfolio.Loan.Market.Collateral
                    .First(terms => terms.Asset.Index == asset).LiquidationThreshold;
        }

        return backing / LoanPortfolioPlan.ValueUsd(portfolio.DebtAssets, bucket.Debt);
    }
}
