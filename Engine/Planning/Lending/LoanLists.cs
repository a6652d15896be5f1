using System.Numerics;
using GpuRisk.Kernels.Lending;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Lending;

/// <summary>Where the lists of loans stand in a plan.</summary>
/// <param name="Count">Number of lists.</param>
/// <param name="Rows">Where the rows of all lists begin.</param>
/// <param name="Of">For each portfolio its number of lists and where their rows begin.</param>
internal sealed record LoanLists(
    int Count, int Rows, IReadOnlyList<(int Count, int Rows)> Of)
{
    private const int LoansPerBand = 4;

    /// <summary>Plans the lists of all portfolios.</summary>
    public static LoanLists Add(
        Scenario scenario, PlanBuilder tables, PairPlanner pairs,
        IReadOnlyList<LoanPortfolioPlan> portfolios, int portfolioRows)
    {
        Bucket[][][] lists = [.. portfolios.Select(portfolio => LoanListPlan.Takes(portfolio)
            ? LoanListPlan.Of(scenario, portfolio).ToArray()
            : [])];
        int count = lists.Sum(of => of.Length);
        int rows = tables.ReserveRows<LoanListRow>(count);
        int next = rows;
        var of = new (int Count, int Rows)[portfolios.Count];
        for (int i = 0; i < portfolios.Count; i++)
        {
            of[i] = (lists[i].Length, next);
            int portfolio = portfolioRows + (i * LoanPortfolioRow.Width);
            foreach (Bucket[] loans in lists[i])
            {
                tables.SetRow(next, Row(tables, pairs, portfolios[i], portfolio, loans));
                next += LoanListRow.Width;
            }
        }

        return new(count, rows, of);
    }

    private static LoanListRow Row(
        PlanBuilder tables, PairPlanner pairs, LoanPortfolioPlan portfolio, int row,
        Bucket[] loans)
    {
        Bucket[][] bands = [.. loans.Chunk(LoansPerBand)];
        int bandRows = tables.ReserveRows<LoanBandRow>(bands.Length);
        for (int i = 0; i < bands.Length; i++)
        {
            tables.SetRow(
                bandRows + (i * LoanBandRow.Width),
                LoanBands.Row(
                    tables, pairs, portfolio, row, bands[i],
                    tables.ReserveSlots(LoanBandState.Width)));
        }

        var guide = new ListGuide([.. loans.Select(
            loan => LoanListPlan.HealthFactor(portfolio, loan))]);
        return new()
        {
            Portfolio = row,
            Pair = pairs.RowOf(portfolio),
            Loans = loans.Length,
            HealthFactors = tables.AddReals(guide.HealthFactors.Append(1e30)),
            Cells = guide.Cells,
            Guide = tables.AddReals([.. guide.Least, .. guide.Most]),
            HalfOfCell = (int)BitOperations.RoundUpToPowerOf2((uint)guide.MostOfACell + 1) / 2,
            Single = loans.All(loan => loan.Wallets == 1) ? 1 : 0,
            Wallets = tables.AddReals(Sums(loans.Select(loan => (double)loan.Wallets))),
            Collateral = AddSums(tables, loans.Select(loan => loan.Wallets * loan.Collateral[0])),
            Debt = AddSums(tables, loans.Select(loan => loan.Wallets * loan.Debt[0])),
            Terms = tables.AddTerms(new LoanListTerms<double>
            {
                SmallestDebt = loans.Min(loan => loan.Debt[0]),
                LargestDebt = loans.Max(loan => loan.Debt[0]),
                MostWallets = loans.Max(loan => loan.Wallets),
                CellsPerHealth = guide.CellsPerHealth,
            }),
            State = tables.ReserveSlots(LoanListState.Width),
            Parts = tables.ReserveSlots(LoanListRow.MaximumParts * LoanPartState.Width),
            Bands = bands.Length,
            BandRows = bandRows,
            LoansPerBand = LoansPerBand,
        };
    }

    // Each sum as what a float holds of it, and what that lacks.
    private static int AddSums(PlanBuilder tables, IEnumerable<double> amounts)
    {
        double[] sums = [.. Sums(amounts)];
        int rounded = tables.AddReals(sums.Select(sum => (double)(float)sum));
        tables.AddReals(sums.Select(sum => sum - (float)sum));
        return rounded;
    }

    private static IEnumerable<double> Sums(IEnumerable<double> amounts)
    {
        double sum = 0;
        yield return sum;
        foreach (double amount in amounts)
        {
            sum += amount;
            yield return sum;
        }
    }
}
