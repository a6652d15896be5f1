using GpuRisk.Kernels.Lending;

namespace GpuRisk.Engine.Planning.Lending;

/// <summary>Where the bands of loans stand in a plan.</summary>
/// <param name="Secured">Number of bands of loans that something secures; they come first, in the
/// order of their portfolios.</param>
/// <param name="Rows">Where the rows of all bands begin.</param>
/// <param name="Of">For each portfolio its number of bands and where their rows begin.</param>
internal sealed record LoanBands(
    int Secured, int Rows, IReadOnlyList<(int Count, int Rows)> Of)
{
    /// <summary>Plans the bands of all portfolios.</summary>
    public static LoanBands Add(
        PlanBuilder tables, PairPlanner pairs, IReadOnlyList<LoanPortfolioPlan> portfolios,
        int portfolioRows)
    {
        Band[] bands =
        [
            .. portfolios
                .SelectMany((portfolio, i) => LoanBandPlan.Of(portfolio)
                    .Select(buckets => new Band(portfolio, i, buckets)))
                .OrderByDescending(band => band.Portfolio.IsSecured),
        ];
        int rows = tables.ReserveRows<LoanBandRow>(bands.Length);

        // What every step reads of the bands lies together, before the amounts, so that it stays
        // in the cache.
        int[] states = [.. bands.Select(_ => tables.ReserveSlots(LoanBandState.Width))];
        for (int i = 0; i < bands.Length; i++)
        {
            tables.SetRow(
                rows + (i * LoanBandRow.Width),
                Row(tables, pairs, bands[i], portfolioRows, states[i]));
        }

        return new(
            bands.Count(band => band.Portfolio.IsSecured), rows,
            [.. portfolios.Select((_, index) => (
                bands.Count(band => band.Index == index),
                rows + (LoanBandRow.Width
                    * Array.FindIndex(bands, band => band.Index == index))))]);
    }

    private static LoanBandRow Row(
        PlanBuilder tables, PairPlanner pairs, Band band, int portfolioRows, int state)
    {
        LoanPortfolioPlan portfolio = band.Portfolio;
        int debt = portfolio.DebtAssets.Count;
        int entries = portfolio.CollateralAssets.Count + debt;
        return new()
        {
            Portfolio = portfolioRows + (band.Index * LoanPortfolioRow.Width),
            Pair = pairs.RowOf(portfolio),
            Loans = band.Buckets.Length,
            Terms = tables.AddReals(band.Buckets.SelectMany(
                bucket => (double[])[bucket.Wallets, .. bucket.Collateral, .. bucket.Debt])),
            Amounts = tables.ReserveSlots(band.Buckets.Length * entries),
            State = state,
            References = portfolio.IsOnPair ? -1 : tables.ReserveSlots(entries),
            LargestDebt = tables.AddReals(Enumerable.Range(0, debt)
                .Select(d => band.Buckets.Max(bucket => bucket.Debt[d]))),
        };
    }

    private sealed record Band(LoanPortfolioPlan Portfolio, int Index, Bucket[] Buckets);
}
