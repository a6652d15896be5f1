using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Lending;

/// <summary>
/// Cuts a portfolio into lists: loans for which every limit on their debts lies on the same side,
/// whichever calls they have had, so that a call is made of all at once.
/// </summary>
internal sealed class LoanListPlan
{
    // Of as few loans bands are as fast.
    private const int FewLoans = 256;

    // Beyond so many calls that repay a part, large loans are of one list.
    private const int MostCalls = 8;

    // Of debts that interest brings across a limit, only those of one share do so at a time.
    private const int Shares = 4;

    private readonly LoanPortfolioPlan _portfolio;
    private readonly CollateralTerms _collateral;
    private readonly double[] _limits;
    private readonly double _growth;
    private readonly double _kept;

    private LoanListPlan(Scenario scenario, LoanPortfolioPlan portfolio)
    {
        LendingMarket market = portfolio.Loan.Market;
        _portfolio = portfolio;
        _collateral = CollateralOf(portfolio);
        _kept = 1 - market.CloseFactor;
        _growth = LendingPlanner.DebtIndex(
            scenario,
            market.Debt.First(t => t.Asset.Index == portfolio.DebtAssets[0].Index))[^1];

        // Of what is repaid, a call that pays for its gas brings this.
        double gain = ((1 + (_collateral.LiquidationBonus
            * (1 - _collateral.ProtocolShareOfBonus))) * (1 - market.SwapFeeFraction)) - 1;
        double worth = market.LiquidatorGasUsd / Math.Max(gain, 1e-9);
        _limits = [market.FullCloseBelowUsd, worth, worth / market.CloseFactor];
    }

    /// <summary>Whether a portfolio's loans are put into lists.</summary>
    public static bool Takes(LoanPortfolioPlan portfolio) =>
        portfolio.IsOnPair
        && portfolio.Buckets.Count > FewLoans
        && RulesPlanner.AllowLists(portfolio.Loan.Market, CollateralOf(portfolio));

    /// <summary>The lists of a portfolio, the largest loans first; in each the riskiest first.
    /// </summary>
    public static IEnumerable<Bucket[]> Of(Scenario scenario, LoanPortfolioPlan portfolio)
    {
        var plan = new LoanListPlan(scenario, portfolio);
        return portfolio.Buckets
            .GroupBy(plan.ClassOf)
            .OrderByDescending(loans => loans.Max(bucket => bucket.Debt[0]))
            .Select(loans => loans.OrderBy(plan.HealthFactor).ToArray());
    }

    /// <summary>A loan's health factor at the start.</summary>
    public static double HealthFactor(LoanPortfolioPlan portfolio, Bucket bucket)
    {
        CollateralTerms terms = CollateralOf(portfolio);
        return bucket.Collateral[0] * terms.Asset.PriceUsd * terms.LiquidationThreshold
            / (bucket.Debt[0] * portfolio.DebtAssets[0].PriceUsd);
    }

    private static CollateralTerms CollateralOf(LoanPortfolioPlan portfolio) =>
        portfolio.Loan.Market.Collateral.First(
            terms => terms.Asset.Index == portfolio.CollateralAssets[0].Index);

    private double HealthFactor(Bucket bucket) => HealthFactor(_portfolio, bucket);

    // For each limit the number of calls that bring a debt below it, and whether interest decides
    // about the last of them.
    private (int, int, int, int, int, int) ClassOf(Bucket bucket)
    {
        double debt = bucket.Debt[0] * _portfolio.DebtAssets[0].PriceUsd;
        (int Calls, int Wavers) first = Calls(debt, _limits[0]);
        (int Calls, int Wavers) second = Calls(debt, _limits[1]);
        (int Calls, int Wavers) third = Calls(debt, _limits[2]);
        return (
            first.Calls, first.Wavers, second.Calls, second.Wavers, third.Calls, third.Wavers);
    }

    private (int Calls, int Wavers) Calls(double debt, double limit)
    {
        int calls = 0;
        for (double left = debt; calls < MostCalls && left >= limit; left *= _kept)
        {
            calls++;
            if (_kept <= 0)
            {
                break;
            }
        }

        double below = debt * Math.Pow(_kept, calls);
        bool wavers = below < limit && below * _growth >= limit;
        return (calls, wavers
            ? 1 + (int)(Shares * Math.Log(limit / below) / Math.Log(_growth))
            : 0);
    }
}
