using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Lending;

/// <summary>What liquidators do to loans of a list that follow each other and are in the same
/// state: sums of what each would be called for.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class ListRepayment<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>A level of the list's pair.</summary>
    /// <param name="context">The context.</param>
    /// <param name="list">The list.</param>
    /// <param name="level">Its place in <see cref="LendingPairState{R}"/>.</param>
    [MethodImpl(Inline)]
    public static R Level(C context, LoanListRow list, int level) =>
        context.Load(context.Integer(list.Pair + LendingPairRow.PlaceOf.State) + level);

    [MethodImpl(Inline)]
    private static CollateralAssetRow Asset(C context, int portfolio) =>
        CollateralAssetRow.Read(
            context,
            context.Integer(context.Integer(portfolio + LoanPortfolioRow.PlaceOf.Entries)));

    /// <summary>Collateral, weighted by its threshold, that is seized for each dollar repaid; the
    /// health factor below which a call of all debt takes all collateral.</summary>
    [MethodImpl(Inline)]
    public static R SeizedPerRepaid(C context, int portfolio)
    {
        int terms = Asset(context, portfolio).Terms;
        return context.Real(terms + CollateralAssetTerms.Threshold)
            * context.Real(terms + CollateralAssetTerms.BonusFactor);
    }

    /// <summary>On which paths a call may pay for its gas that repays so much, USD.</summary>
    public static W IsWorth(C context, int portfolio, R repaid)
    {
        LendingMarketTerms<R> market = LendingMarketTerms<R>.Read(
            context, context.Integer(portfolio + LoanPortfolioRow.PlaceOf.MarketTerms));
        CollateralAssetRow asset = Asset(context, portfolio);
        CollateralAssetTerms<R> terms = CollateralAssetTerms<R>.Read(context, asset.Terms);
        R most = Gain(
            CollateralSale<R, W, C>.PerRepaid(context, asset), market.KeptAfterSwap,
            context.Load(asset.State + CollateralAssetState.Sold), terms.ImpactPerUsd);
        return R.Less(GasPrice<R, W, C>.Of(context, market.Gas), repaid * most);
    }

    /// <summary>Has liquidators repay a share of debts where that pays for every loan; where it
    /// does for some and not for others, gives the loans away.</summary>
    /// <param name="context">The context.</param>
    /// <param name="list">The list.</param>
    /// <param name="portfolio">The list's portfolio.</param>
    /// <param name="part">The part that the loans are in.</param>
    /// <param name="mask">On which paths.</param>
    /// <param name="from">Number of loans before them.</param>
    /// <param name="to">Number of loans up to their last.</param>
    /// <param name="share">What is repaid of each debt.</param>
    /// <param name="first">The health factor of the part's first loan, at the prices of the
    /// start.</param>
    /// <param name="step">The step.</param>
    /// <param name="between">Whether each is called at a health factor of one.</param>
    /// <param name="exhausts">Whether that takes all collateral.</param>
    /// <param name="gives">Whether the loans are given away in any case.</param>
    public static ListActs<W> Act(
        C context, LoanListRow list, int portfolio, LoanPartState<R> part, W mask,
        R from, R to, R share, R first, int step, bool between, bool exhausts, bool gives)
    {
        W some = mask & R.Less(from, to);
        LendingMarketTerms<R> market = LendingMarketTerms<R>.Read(
            context, context.Integer(portfolio + LoanPortfolioRow.PlaceOf.MarketTerms));
        CollateralAssetRow asset = Asset(context, portfolio);
        CollateralAssetTerms<R> terms = CollateralAssetTerms<R>.Read(context, asset.Terms);
        R bonus = terms.BonusFactor;
        R oracle = context.Load(asset.State + CollateralAssetState.OraclePrice);
        R ratio = context.Load(asset.State + CollateralAssetState.MarketRatio);
        R price = Loan<R, W, C>.DebtPrice(context, portfolio, 0);
        R debts = ListSums<R, W, C>.Of(context, list, list.Debt, from, to);
        R debt = part.Scale * debts;
        R tokens = Collateral(context, list, part, from, to, debts);
        R wallets = ListSums<R, W, C>.Wallets(context, list, from, to);
        R owed = debt * price;
        R repaid = owed * share;
        R seized = repaid * bonus;
        R taken = between
            ? tokens * (share * SeizedPerRepaid(context, portfolio))
            : seized / oracle;
        if (exhausts)
        {
            seized = tokens * oracle;
            repaid = seized / bonus;
            taken = tokens;
        }

        R fee = (seized - repaid) * terms.ProtocolShare;
        R sold = (seized - fee) * ratio;
        R before = context.Load(asset.State + CollateralAssetState.Sold);
        R gas = GasPrice<R, W, C>.Of(context, market.Gas);
        R brings = CollateralSale<R, W, C>.Brings(
            sold, before, market.KeptAfterSwap, terms.ImpactPerUsd);
        R profit = brings - (repaid + (gas * wallets));

        // What a dollar repaid brings before any is sold, and at least after all is.
        R perRepaid = CollateralSale<R, W, C>.PerRepaid(context, asset);
        R most = Gain(perRepaid, market.KeptAfterSwap, before, terms.ImpactPerUsd);
        R least = Gain(perRepaid, market.KeptAfterSwap, before + sold, terms.ImpactPerUsd);
        R unit = part.Scale * price * share;
        R largest = unit * context.Real(list.Terms + LoanListTerms.LargestDebt);
        R smallest = unit * context.Real(list.Terms + LoanListTerms.SmallestDebt);
        if (exhausts)
        {
            smallest *= first * Level(context, list, LendingPairState.Level)
                / SeizedPerRepaid(context, portfolio);
        }

        R fall = perRepaid * perRepaid * terms.ImpactPerUsd * largest
            * context.Real(list.Terms + LoanListTerms.MostWallets);
        W every = R.LessOrEqual(fall, least)
            & R.Less(gas, smallest * R.Fma(R.Of(-0.5), fall, least));
        W none = R.LessOrEqual(largest * most, gas);
        W acts = gives ? W.Of(0) : some & every;
        W given = gives ? some : some & ~every & ~none;
        if (W.Any(given))
        {
            LoanList<R, W, C>.Give(context, list, part, given, from, to);
        }

        if (!W.Any(acts))
        {
            return new(acts, given);
        }

        R left = exhausts ? owed - repaid : R.Of(0.0);
        R cleared = exhausts ? debt : debt * share;
        Record(context, portfolio, part, acts, step, wallets, repaid, seized - repaid);
        int state = context.Integer(portfolio + LoanPortfolioRow.PlaceOf.State);
        Slots<R, W, C>.Add(context, state + LoanPortfolioState.LiquidatorProfit, acts, profit);
        Slots<R, W, C>.Add(context, state + LoanPortfolioState.ProtocolFee, acts, fee);
        Slots<R, W, C>.Add(
            context, state + LoanPortfolioState.LiquidatorGas, acts, gas * wallets);
        Slots<R, W, C>.Add(context, state + LoanPortfolioState.BadDebt, acts, left);
        Slots<R, W, C>.Add(context, asset.State + CollateralAssetState.Sold, acts, sold);
        Slots<R, W, C>.Add(context, list.State + LoanListState.Collateral, acts, -taken);
        Slots<R, W, C>.Add(context, list.State + LoanListState.Debt, acts, -cleared);
        int counted = context.Integer(portfolio + LoanPortfolioRow.PlaceOf.Owed);
        if (counted >= 0)
        {
            Slots<R, W, C>.Add(context, counted, acts, -cleared);
        }

        return new(acts, acts | given);
    }

    // Of a dollar's sale into a depth, less the dollar.
    [MethodImpl(Inline)]
    private static R Gain(R perRepaid, R kept, R sold, R impact) =>
        R.Fma(perRepaid, kept - (impact * sold), R.Of(-1.0));

    private static void Record(
        C context, int portfolio, LoanPartState<R> part, W acts, int step, R wallets,
        R repaid, R loss)
    {
        int state = context.Integer(portfolio + LoanPortfolioRow.PlaceOf.State);
        R first = context.Load(state + LoanPortfolioState.FirstStep);
        R earliest = Bounds<R, W>.Min(first, R.FromInt32(W.Of((uint)step)));
        context.Store(
            state + LoanPortfolioState.FirstStep, R.Select(acts, earliest, first));
        W whole = acts & R.LessOrEqual(R.Of(1.0), part.Scale);
        Slots<R, W, C>.Add(
            context, state + LoanPortfolioState.LiquidatedWallets, whole, wallets);
        Slots<R, W, C>.Add(context, state + LoanPortfolioState.LiquidatedDebt, acts, repaid);
        Slots<R, W, C>.Add(context, state + LoanPortfolioState.BorrowerLoss, acts, loss);
    }

    private static R Collateral(
        C context, LoanListRow list, LoanPartState<R> part, R from, R to, R debts)
    {
        R perDebt = part.Shift / LendingPair<R, W, C>.HealthPerToken(context, list.Pair);
        return part.Scale * R.Fma(
            part.Slope, ListSums<R, W, C>.Of(context, list, list.Collateral, from, to),
            -(perDebt * debts));
    }

    /// <summary>By how much the debts of a part's loans are beyond their collateral at the end.
    /// </summary>
    public static R Shortfall(
        C context, LoanListRow list, int portfolio, int i)
    {
        R none = R.Of(0.0);
        R start = LoanParts<R, W, C>.Start(context, list, i);
        LoanPartState<R> part =
            LoanPartState<R>.Load(context, LoanParts<R, W, C>.Place(list, i));
        int asset = Asset(context, portfolio).State;
        R price = Loan<R, W, C>.DebtPrice(context, portfolio, 0);
        R oracle = context.Load(asset + CollateralAssetState.OraclePrice);

        // At the prices of the start, that of a loan whose collateral is worth its debt.
        R limit = LendingPair<R, W, C>.HealthPerToken(context, list.Pair) * price / oracle;
        W under = R.Less(start, part.End) & R.Less(none, part.Scale)
            & R.Less(LoanParts<R, W, C>.HealthFactor(context, list, part, start), limit);
        if (!W.Any(under))
        {
            return none;
        }

        R to = LoanParts<R, W, C>.Below(context, list, part, start, limit);
        R debts = ListSums<R, W, C>.Of(context, list, list.Debt, start, to);
        R lost = (part.Scale * debts * price)
            - (Collateral(context, list, part, start, to, debts) * oracle);
        return R.Select(under, Bounds<R, W>.Max(lost, none), none);
    }
}

/// <summary>What came of a call.</summary>
/// <typeparam name="W">The lane's words.</typeparam>
/// <param name="acts">On which paths liquidators acted.</param>
/// <param name="leave">On which paths loans are closed or given away, if not called in part.
/// </param>
public readonly struct ListActs<W>(W acts, W leave)
    where W : unmanaged, IWord<W>
{
    /// <summary>On which paths liquidators acted.</summary>
    public readonly W Acts = acts;

    /// <summary>On which paths loans are closed or given away, if not called in part.</summary>
    public readonly W Leave = leave;
}
