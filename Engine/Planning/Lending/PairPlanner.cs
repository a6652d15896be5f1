using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Kernels.Lending;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Lending;

/// <summary>Plans pairs of a collateral and a debt asset, and the random numbers that tell how low
/// prices fall between steps.</summary>
internal sealed class PairPlanner(
    Scenario scenario, PlanBuilder tables, StepCovariance covariance)
{
    // Buffers by stream: loans on the same assets see the same path between two steps.
    private readonly Dictionary<int, int> _spreads = [];
    private readonly Dictionary<(int Market, int Held, int Owed), int> _pairs = [];

    /// <summary>Number of pairs.</summary>
    public int Count => _pairs.Count;

    /// <summary>Where the pairs' rows begin.</summary>
    public int Rows { get; private set; }

    /// <summary>Number of random numbers that tell of crossings.</summary>
    public int Crossings => _spreads.Count;

    /// <summary>Plans the pairs of all portfolios.</summary>
    public void Add(
        IReadOnlyList<PlannedMarket> markets, IReadOnlyList<LoanPortfolioPlan> portfolios)
    {
        List<LoanPortfolioPlan> onPairs =
            [.. portfolios.Where(p => p.IsOnPair).DistinctBy(Key)];
        Rows = tables.ReserveRows<LendingPairRow>(onPairs.Count);
        foreach (LoanPortfolioPlan portfolio in onPairs)
        {
            int row = Rows + (_pairs.Count * LendingPairRow.Width);
            _pairs.Add(Key(portfolio), row);
            tables.SetRow(row, PairRow(markets[portfolio.Loan.Market.Index], portfolio));
        }
    }

    private LendingPairRow PairRow(PlannedMarket market, LoanPortfolioPlan portfolio)
    {
        CollateralTerms terms = Terms(portfolio, portfolio.CollateralAssets[0]);
        (int first, int second) = Ratios(portfolio).Single();
        bool changes = covariance.Changes(first, second);
        return new()
        {
            Collateral = market.CollateralRow(portfolio.CollateralAssets[0]),
            Debt = market.DebtRow(portfolio.DebtAssets[0]),
            Terms = tables.AddTerms(new LendingPairTerms<double>
            {
                Variance = changes ? 0 : covariance.OfRatio(first, second),
                ThresholdPrice = terms.Asset.PriceUsd * terms.LiquidationThreshold,
                DebtPrice = portfolio.DebtAssets[0].PriceUsd,
                LeastDebt = WorthwhileDebt.Least(
                    scenario, market.Market, terms, portfolio.DebtAssets[0]),
            }),
            Spreads = Spreads(portfolio),
            Ratio = changes ? tables.AddRow(covariance.Ratio(tables, first, second)) : -1,
            State = tables.ReserveSlots(LendingPairState.Width),
        };
    }

    private static (int Market, int Held, int Owed) Key(LoanPortfolioPlan portfolio) => (
        portfolio.Loan.Market.Index, portfolio.CollateralAssets[0].Index,
        portfolio.DebtAssets[0].Index);

    /// <summary>The row of a portfolio's pair; -1 where its loans have several assets.</summary>
    public int RowOf(LoanPortfolioPlan portfolio) =>
        portfolio.IsOnPair ? _pairs[Key(portfolio)] : -1;

    /// <summary>The buffer of what tells of crossings; -1 where steps alone are watched.</summary>
    public int Spreads(LoanPortfolioPlan portfolio)
    {
        if (!portfolio.IsSecured || !IsContinuous(portfolio.Loan.Market.Monitoring))
        {
            return -1;
        }

        int crossing = Crossing(portfolio);
        if (!_spreads.TryGetValue(crossing, out int buffer))
        {
            buffer = tables.ReserveBuffer();
            _spreads.Add(crossing, buffer);
        }

        return buffer;
    }

    /// <summary>Writes the rows of what tells of crossings.</summary>
    public int AddCrossings()
    {
        int rows = tables.ReserveRows<CrossingRow>(_spreads.Count);
        int next = rows;
        foreach ((int crossing, int buffer) in _spreads)
        {
            tables.SetRow(next, new CrossingRow
            {
                Stream = (int)Streams.BarrierCrossing + crossing,
                Spreads = buffer,
            });
            next += CrossingRow.Width;
        }

        return rows;
    }

    // A constant debt asset leaves the collateral's path alone. Of several assets the first pair
    // stands for all: their mixture's path is not that of any one pair.
    private static int Crossing(LoanPortfolioPlan portfolio)
    {
        Asset held = LendingPlanner.OracleAsset(Terms(portfolio, portfolio.CollateralAssets[0]));
        Asset owed = portfolio.DebtAssets[0];
        int second = owed.Process is ConstantProcess ? PriceHeader.MaximumAssets : owed.Index;
        return (held.Index * (PriceHeader.MaximumAssets + 1)) + second;
    }

    private static CollateralTerms Terms(LoanPortfolioPlan portfolio, Asset asset) =>
        portfolio.Loan.Market.Collateral.First(terms => terms.Asset.Index == asset.Index);

    private static bool IsContinuous(MonitoringTiming timing) => timing switch
    {
        MonitoringTiming.Continuous => true,
        MonitoringTiming.Step => false,
        _ => throw new ArgumentOutOfRangeException(nameof(timing), timing, "Unknown monitoring."),
    };

    /// <summary>The rows of a portfolio's ratios, where it has several and the variance of any
    /// changes.</summary>
    public PlannedRows ChangingRatios(LoanPortfolioPlan portfolio)
    {
        (int First, int Second)[] ratios = [.. Ratios(portfolio)];
        return portfolio.IsOnPair || !ratios.Any(r => covariance.Changes(r.First, r.Second))
            ? new(0, -1)
            : tables.AddRows<RatioRow>(
                [.. ratios.Select(r => covariance.Ratio(tables, r.First, r.Second))]);
    }

    /// <summary>Variance of a step's diffusion of the log of any collateral in any debt asset, of
    /// those that vary most: a mixture of them varies no more. Infinite where any changes.
    /// </summary>
    public double LargestVariance(LoanPortfolioPlan portfolio) => Ratios(portfolio)
        .Select(r => covariance.Changes(r.First, r.Second)
            ? double.PositiveInfinity
            : covariance.OfRatio(r.First, r.Second))
        .Append(0)
        .Max();

    // Each collateral in each debt asset.
    private static IEnumerable<(int First, int Second)> Ratios(LoanPortfolioPlan portfolio) =>
        from held in portfolio.CollateralAssets
        from owed in portfolio.DebtAssets
        select (LendingPlanner.OracleAsset(Terms(portfolio, held)).Index, owed.Index);
}
