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
                .Where(band => !LoanListPlan.Takes(band.Portfolio))
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
                Row(
                    tables, pairs, bands[i].Portfolio,
                    portfolioRows + (bands[i].Index * LoanPortfolioRow.Width), bands[i].Buckets,
                    states[i]));
        }

        return new(
            bands.Count(band => band.Portfolio.IsSecured), rows,
            [.. portfolios.Select((_, index) => (
                bands.Count(band => band.Index == index),
                rows + (LoanBandRow.Width
                    * Array.FindIndex(bands, band => band.Index == index))))]);
    }

    /// <summary>The row of a band.</summary>
    /// <param name="tables">The plan.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="portfolio">The band's portfolio.</param>
    /// <param name="row">The portfolio's row.</param>
    /// <param name="loans">Its loans.</param>
    /// <param name="state">Where its state stands.</param>
    public static LoanBandRow Row(
        PlanBuilder tables, PairPlanner pairs, LoanPortfolioPlan portfolio, int row,
        Bucket[] loans, int state)
    {
        int debt = portfolio.DebtAssets.Count;
        int entries = portfolio.CollateralAssets.Count + debt;
        return new()
        {
            Portfolio = row,
            Pair = pairs.RowOf(portfolio),
            Loans = loans.Length,
            Terms = tables.AddReals(loans.SelectMany(
                bucket => (double[])[bucket.Wallets, .. bucket.Collateral, .. bucket.Debt])),
            Amounts = tables.ReserveSlots(loans.Length * entries),
            State = state,
            References = portfolio.IsOnPair ? -1 : tables.ReserveSlots(entries),
            LargestDebt = tables.AddReals(Enumerable.Range(0, debt)
                .Select(d => loans.Max(bucket => bucket.Debt[d]))),
        };
    }

    private sealed record Band(LoanPortfolioPlan Portfolio, int Index, Bucket[] Buckets);
}
