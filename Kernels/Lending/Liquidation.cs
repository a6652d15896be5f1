using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Lending;

/// <summary>
/// One liquidation call: a liquidator repays the position's largest debt and takes its largest
/// collateral, as much as the market's rules let him, if what he keeps after gas, slippage and
/// swap fee is positive.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Liquidation<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Liquidates the masked paths' loan; tells on which of them a liquidator acts.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="loan">The loan.</param>
    /// <param name="step">The step.</param>
    /// <param name="mask">Paths on which the loan may be liquidated.</param>
    /// <param name="healthFactor">The health factor at that moment.</param>
    /// <param name="scale">Collateral prices at that moment over those at the step's end.</param>
    /// <typeparam name="TRules">The market's rules.</typeparam>
    public static W Call<TRules>(
        C context, LoanPlace loan, int step, W mask, R healthFactor, R scale)
        where TRules : struct, ILendingRules<R, W, C>
    {
        // A path's first exchange may change which entries are largest, so it leaves the loop.
        W waiting = mask;
        W acted = W.Of(0);
        LoanPortfolioRow portfolio = LoanPortfolioRow.Read(context, loan.Portfolio);
        for (int i = 0; i < portfolio.Collateral; i++)
        {
            W largestCollateral = IsLargestCollateral(context, loan, i);
            for (int j = 0; j < portfolio.Debt; j++)
            {
                W pair = waiting & largestCollateral & IsLargestDebt(context, loan, j);
                if (W.Any(pair))
                {
                    waiting &= ~pair;
                    acted |= Exchange<TRules>(
                        context, loan, step, pair, i, j, healthFactor, scale);
                }
            }
        }

        WriteOff<TRules>(context, loan, acted);
        return acted;
    }

    /// <summary>
    /// A wallet's debt below which nobody gains by liquidating the portfolio's loans now, USD: what
    /// is repaid brings at most its bonus, and costs gas.
    /// </summary>
    public static R LeastDebt(C context, int row)
    {
        LoanPortfolioRow portfolio = LoanPortfolioRow.Read(context, row);
        R most = R.Of(0.0);
        for (int i = 0; i < portfolio.Collateral; i++)
        {
            CollateralAssetRow asset = CollateralAssetRow.Read(
                context, context.Integer(portfolio.Entries + i));
            most = Bounds<R, W>.Max(most, CollateralSale<R, W, C>.PerRepaid(context, asset));
        }

        // Rounded so that no debt is below it that Exchange finds worth its gas.
        int market = portfolio.MarketTerms;
        R gain = R.Fma(
            most, context.Real(market + LendingMarketTerms.KeptAfterSwap),
            R.Of(Ties<R, W>.Tolerance - 1));
        R gas = GasPrice<R, W, C>.Of(context, context.Real(market + LendingMarketTerms.Gas));
        return R.Of(0.999) * gas / Bounds<R, W>.Max(gain, R.Of(1e-9));
    }

    [MethodImpl(Inline)]
    private static R CollateralValue(C context, LoanPlace loan, int i) =>
        context.Load(loan.Collateral + i)
        * context.Load(Loan<R, W, C>.CollateralState(context, loan.Portfolio, i)
            + CollateralAssetState.OraclePrice);

    [MethodImpl(Inline)]
    private static R DebtValue(C context, LoanPlace loan, int i) =>
        context.Load(loan.Debt + i) * Loan<R, W, C>.DebtPrice(context, loan.Portfolio, i);

    // The first of equals counts as the largest.
    private static W IsLargestCollateral(C context, LoanPlace loan, int index)
    {
        W largest = W.Of(ulong.MaxValue);
        int assets = context.Integer(loan.Portfolio + LoanPortfolioRow.PlaceOf.Collateral);
        if (assets == 1)
        {
            return largest;
        }

        R value = CollateralValue(context, loan, index);
        for (int i = 0; i < assets; i++)
        {
            R other = CollateralValue(context, loan, i);
            if (i < index)
            {
                largest &= R.Less(other, value);
            }
            else
            {
                largest &= R.LessOrEqual(other, value);
            }
        }

        return largest;
    }

    private static W IsLargestDebt(C context, LoanPlace loan, int index)
    {
        W largest = W.Of(ulong.MaxValue);
        int assets = context.Integer(loan.Portfolio + LoanPortfolioRow.PlaceOf.Debt);
        if (assets == 1)
        {
            return largest;
        }

        R value = DebtValue(context, loan, index);
        for (int i = 0; i < assets; i++)
        {
            R other = DebtValue(context, loan, i);
            if (i < index)
            {
                largest &= R.Less(other, value);
            }
            else
            {
                largest &= R.LessOrEqual(other, value);
            }
        }

        return largest;
    }

    // Tells on which paths a liquidator acts.
    private static W Exchange<TRules>(
        C context, LoanPlace loan, int step, W mask, int collateral, int debt, R healthFactor,
        R scale)
        where TRules : struct, ILendingRules<R, W, C>
    {
        LoanPortfolioRow portfolio = LoanPortfolioRow.Read(context, loan.Portfolio);
        int rules = portfolio.RulesTerms;
        LendingMarketTerms<R> market =
            LendingMarketTerms<R>.Read(context, portfolio.MarketTerms);
        CollateralAssetRow asset = CollateralAssetRow.Read(
            context, context.Integer(portfolio.Entries + collateral));
        CollateralAssetTerms<R> terms = CollateralAssetTerms<R>.Read(context, asset.Terms);
        R held = CollateralValue(context, loan, collateral) * scale;
        R owed = DebtValue(context, loan, debt);
        R most = TRules.Repayable(
            context, rules, healthFactor, held, owed, Loan<R, W, C>.Debt(context, loan));
        Seizure<R, W> call = TRules.Seize(
            context, rules, held, owed,
            Bounds<R, W>.Min(most, MostWorthwhile(context, loan, asset, market)),
            terms.BonusFactor);
        R repaid = call.Repaid;
        R seized = call.Seized;
        R fee = (seized - repaid) * terms.ProtocolShare;
        R wallets = context.Real(loan.Wallets);
        R sold = (seized - fee) * wallets
            * context.Load(asset.State + CollateralAssetState.MarketRatio);

        R brings = CollateralSale<R, W, C>.Brings(
            sold, context.Load(asset.State + CollateralAssetState.Sold), market.KeptAfterSwap,
            terms.ImpactPerUsd);
        R gas = GasPrice<R, W, C>.Of(context, market.Gas);
        R profit = brings - ((repaid + gas) * wallets);
        W acts = mask & R.Less(R.Of(0.0), repaid) & R.Less(R.Of(0.0), profit);

        Record(context, loan, step, acts, repaid * wallets, (seized - repaid) * wallets);
        Reduce(context, loan.Collateral + collateral, acts, call.Exhausts, seized / held);
        int debtSlot = loan.Debt + debt;
        R owedTokens = context.Load(debtSlot);
        Reduce(context, debtSlot, acts, R.LessOrEqual(owed, repaid), repaid / owed);
        AddOwed(context, loan, debt, (context.Load(debtSlot) - owedTokens) * wallets);
        int state = portfolio.State;
        Slots<R, W, C>.Add(context, state + LoanPortfolioState.LiquidatorProfit, acts, profit);
        Slots<R, W, C>.Add(
            context, state + LoanPortfolioState.ProtocolFee, acts, fee * wallets);
        Slots<R, W, C>.Add(
            context, state + LoanPortfolioState.LiquidatorGas, acts, gas * wallets);
        Slots<R, W, C>.Add(context, asset.State + CollateralAssetState.Sold, acts, sold);
        return acts;
    }

    // A wallet's debt beyond which repaying more costs more in slippage than it brings. Repaying r
    // sells g r and brings g r k - r - g r (S + g r / 2) i, with k what a sale keeps after the
    // swap fee, S what was sold before and i the impact of a dollar.
    [MethodImpl(Inline)]
    private static R MostWorthwhile(
        C context, LoanPlace loan, CollateralAssetRow asset, LendingMarketTerms<R> market)
    {
        if (asset.HasDepth == 0)
        {
            return R.Of(1e30);
        }

        R one = R.Of(1.0);
        R impact = context.Real(asset.Terms + CollateralAssetTerms.ImpactPerUsd);
        R sold = CollateralSale<R, W, C>.PerRepaid(context, asset);
        R kept = market.KeptAfterSwap
            - (impact * context.Load(asset.State + CollateralAssetState.Sold));
        R wallets = context.Real(loan.Wallets);
        return R.Fma(sold, kept, -one) / (sold * sold * impact * wallets);
    }

    // What is cleared becomes zero exactly, not a rounding error that would count as a debt.
    [MethodImpl(Inline)]
    private static void Reduce(C context, int slot, W acts, W clears, R share)
    {
        R amount = context.Load(slot);
        R left = R.Select(clears, R.Of(0.0), amount - (amount * share));
        context.Store(slot, R.Select(acts, left, amount));
    }

    [MethodImpl(Inline)]
    private static void AddOwed(C context, LoanPlace loan, int debt, R tokens)
    {
        int owed = context.Integer(loan.Portfolio + LoanPortfolioRow.PlaceOf.Owed);
        if (owed >= 0)
        {
            Slots<R, W, C>.Add(context, owed + debt, tokens);
        }
    }

    private static void Record(C context, LoanPlace loan, int step, W acts, R repaid, R loss)
    {
        int state = context.Integer(loan.Portfolio + LoanPortfolioRow.PlaceOf.State);
        int first = state + LoanPortfolioState.FirstStep;
        R now = R.FromInt32(W.Of((uint)step));
        R earliest = Bounds<R, W>.Min(context.Load(first), now);
        context.Store(first, R.Select(acts, earliest, context.Load(first)));
        Slots<R, W, C>.Add(
            context, state + LoanPortfolioState.LiquidatedWallets,
            acts & IsWhole(context, loan), context.Real(loan.Wallets));
        Slots<R, W, C>.Add(context, state + LoanPortfolioState.LiquidatedDebt, acts, repaid);
        Slots<R, W, C>.Add(context, state + LoanPortfolioState.BorrowerLoss, acts, loss);
    }

    // A debt that was never repaid is, to the last bit, what it was at the start.
    private static W IsWhole(C context, LoanPlace loan)
    {
        LoanPortfolioRow portfolio = LoanPortfolioRow.Read(context, loan.Portfolio);
        int start = loan.Start + portfolio.Collateral;
        W whole = W.Of(ulong.MaxValue);
        for (int i = 0; i < portfolio.Debt; i++)
        {
            whole &= R.LessOrEqual(context.Real(start + i), context.Load(loan.Debt + i));
        }

        return whole;
    }

    // Debt that the rules give up after a call is burned and booked as bad.
    private static void WriteOff<TRules>(C context, LoanPlace loan, W mask)
        where TRules : struct, ILendingRules<R, W, C>
    {
        LoanPortfolioRow portfolio = LoanPortfolioRow.Read(context, loan.Portfolio);
        R held = R.Of(0.0);
        for (int i = 0; i < portfolio.Collateral; i++)
        {
            held += context.Load(loan.Collateral + i);
        }

        W empty = mask & TRules.Absorbs(context, portfolio.RulesTerms, held);
        if (!W.Any(empty))
        {
            return;
        }

        R wallets = context.Real(loan.Wallets);
        Slots<R, W, C>.Add(
            context, portfolio.State + LoanPortfolioState.BadDebt, empty,
            Loan<R, W, C>.Debt(context, loan) * wallets);
        for (int i = 0; i < portfolio.Debt; i++)
        {
            R tokens = context.Load(loan.Debt + i);
            context.Store(loan.Debt + i, R.Select(empty, R.Of(0.0), tokens));
            AddOwed(context, loan, i, R.Select(empty, -tokens * wallets, R.Of(0.0)));
        }
    }
}
