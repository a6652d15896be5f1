using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Liquidation;

/// <summary>A loan, or a bucket of like wallets, and the watch over its health factor.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Loan<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // Each liquidation repays a share of the debt; what a step's last one leaves, the next finds.
    private const int LiquidationsPerStep = 4;

    /// <summary>Opens a loan.</summary>
    public static void Begin(C context, int row)
    {
        int reals = context.Integer(row + LoanTable.Row.Reals);
        int amounts = context.Integer(row + LoanTable.Row.Amounts);
        int state = context.Integer(row + LoanTable.Row.State);
        int entries = context.Integer(row + LoanTable.Row.Collateral)
            + context.Integer(row + LoanTable.Row.Debt);
        for (int i = 0; i < entries; i++)
        {
            context.Store(
                amounts + i, context.Real(reals + LoanTable.Real.Amounts + i));
        }

        Slots<R, W, C>.Clear(context, state, LoanTable.State.Width);

        context.Store(
            state + LoanTable.State.FirstStep,
            R.FromInt32(W.Of((uint)context.Integer(PriceTable.Steps))));
        context.Store(state + LoanTable.State.HealthFactor, HealthFactor(context, row));
    }

    /// <summary>Oracle price of the loan's i-th collateral times its threshold, USD.</summary>
    [MethodImpl(Inline)]
    private static R ThresholdPrice(C context, int row, int i) => context.Load(
        context.Integer(
            context.Integer(row + LoanTable.Row.Entries + i) + MarketTable.CollateralRow.State)
        + MarketTable.CollateralState.ThresholdPrice);

    /// <summary>Price of the loan's i-th debt with its interest so far, USD.</summary>
    [MethodImpl(Inline)]
    public static R DebtPrice(C context, int row, int i) => context.Load(context.Integer(
        context.Integer(
            row + LoanTable.Row.Entries + context.Integer(row + LoanTable.Row.Collateral) + i)
        + MarketTable.DebtRow.State));

    /// <summary>Debt of one wallet, USD.</summary>
    public static R Debt(C context, int row)
    {
        int debts = context.Integer(row + LoanTable.Row.Amounts)
            + context.Integer(row + LoanTable.Row.Collateral);
        R sum = R.Of(0.0);
        for (int i = 0; i < context.Integer(row + LoanTable.Row.Debt); i++)
        {
            sum = R.Fma(context.Load(debts + i), DebtPrice(context, row, i), sum);
        }

        return sum;
    }

    /// <summary>Collateral of one wallet at the oracle's prices, USD.</summary>
    public static R Collateral(C context, int row)
    {
        int amounts = context.Integer(row + LoanTable.Row.Amounts);
        R sum = R.Of(0.0);
        for (int i = 0; i < context.Integer(row + LoanTable.Row.Collateral); i++)
        {
            int state = context.Integer(
                context.Integer(row + LoanTable.Row.Entries + i)
                + MarketTable.CollateralRow.State);
            sum = R.Fma(
                context.Load(amounts + i),
                context.Load(state + MarketTable.CollateralState.OraclePrice),
                sum);
        }

        return sum;
    }

    /// <summary>Collateral of one wallet weighted by liquidation thresholds, USD.</summary>
    public static R Backing(C context, int row)
    {
        int amounts = context.Integer(row + LoanTable.Row.Amounts);
        R sum = R.Of(0.0);
        for (int i = 0; i < context.Integer(row + LoanTable.Row.Collateral); i++)
        {
            sum = R.Fma(context.Load(amounts + i), ThresholdPrice(context, row, i), sum);
        }

        return sum;
    }

    /// <summary>The health factor; a large number when nothing is owed.</summary>
    public static R HealthFactor(C context, int row)
    {
        R debt = Debt(context, row);
        W owes = R.Less(R.Of(0.0), debt);
        return R.Select(
            owes,
            Backing(context, row) / R.Select(owes, debt, R.Of(1.0)),
            R.Of(1e30));
    }

    /// <summary>Watches a loan between the steps, by a Brownian bridge, before prices jump.
    /// </summary>
    public static void WatchBetween(C context, int row, int step)
    {
        int state = context.Integer(row + LoanTable.Row.State);
        if (context.Integer(row + LoanTable.Row.CountsCosts) != 0)
        {
            CountInterest(context, row, step);
        }

        R before = context.Load(state + LoanTable.State.HealthFactor);
        R after = HealthFactor(context, row);
        if (context.Integer(row + LoanTable.Row.Continuous) != 0)
        {
            R safe = context.Real(
                context.Integer(row + LoanTable.Row.Reals) + LoanTable.Real.SafeHealthFactor);
            if (W.Any(R.Less(before, safe) | R.Less(after, safe)))
            {
                W crosses = Crosses(context, row, step, before, after);
                if (W.Any(crosses))
                {
                    // The barrier is crossed at a health factor of one, where all collateral is
                    // worth 1 / after of what it is worth at the step's end.
                    Liquidation<R, W, C>.Call(
                        context, row, step, crosses, R.Of(1.0), R.Of(1.0) / after);
                    after = HealthFactor(context, row);
                }
            }
        }

        context.Store(state + LoanTable.State.HealthFactor, after);
    }

    private static void CountInterest(C context, int row, int step)
    {
        int collateral = context.Integer(row + LoanTable.Row.Collateral);
        int debts = context.Integer(row + LoanTable.Row.Amounts) + collateral;
        R wallets = context.Real(
            context.Integer(row + LoanTable.Row.Reals) + LoanTable.Real.Wallets);
        int interest = context.Integer(row + LoanTable.Row.State) + LoanTable.State.Interest;
        R sum = context.Load(interest);
        for (int i = 0; i < context.Integer(row + LoanTable.Row.Debt); i++)
        {
            int debt = context.Integer(row + LoanTable.Row.Entries + collateral + i);
            R part = context.Real(context.Integer(debt + MarketTable.DebtRow.Interest) + step);
            R owed = context.Load(debts + i) * DebtPrice(context, row, i) * wallets;
            sum = R.Fma(owed, part, sum);
        }

        context.Store(interest, sum);
    }

    /// <summary>Watches a loan at the end of a step.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The loan's row.</param>
    /// <param name="step">The step.</param>
    /// <param name="jumped">Whether prices have jumped since <see cref="WatchBetween"/>.</param>
    public static void WatchEnd(C context, int row, int step, bool jumped)
    {
        int health = context.Integer(row + LoanTable.Row.State) + LoanTable.State.HealthFactor;
        R after = jumped ? HealthFactor(context, row) : context.Load(health);
        for (int i = 0; i < LiquidationsPerStep; i++)
        {
            W unhealthy = R.Less(after, R.Of(1.0));
            if (!W.Any(unhealthy))
            {
                break;
            }

            Liquidation<R, W, C>.Call(context, row, step, unhealthy, after, R.Of(1.0));
            after = HealthFactor(context, row);
        }

        context.Store(health, after);
    }

    // A Brownian bridge from a to b (both positive) with variance v touches zero with
    // probability exp(-2 a b / v); a path that ends below has crossed for certain. With one
    // uniform for all loans on the same assets that is one minimum for all of their barriers.
    private static W Crosses(C context, int row, int step, R before, R after)
    {
        W above = R.Less(R.Of(1.0), before);
        R variance = Variance(context, row);
        R exponent = R.Log(R.Select(above, before, R.Of(1.0)))
            * R.Log(R.Select(R.Less(R.Of(1.0), after), after, R.Of(1.0)))
            * R.Of(-2.0) / variance;
        R uniform = Uniforms<R, W>.Of(Block<R, W, C>.Words(
            context, step,
            Streams.BarrierCrossing
                + (uint)context.Integer(row + LoanTable.Row.Crossing)).Word0);
        return above & (R.Less(after, R.Of(1.0)) | R.Less(uniform, R.Exp(exponent)));
    }

    // Of the log health factor, whose sensitivities are the shares of backing and of debt.
    private static R Variance(C context, int row)
    {
        int reals = context.Integer(row + LoanTable.Row.Reals);
        int collateral = context.Integer(row + LoanTable.Row.Collateral);
        int debts = context.Integer(row + LoanTable.Row.Debt);
        if (collateral == 1 && debts == 1)
        {
            return context.Real(reals + LoanTable.Real.Variance);
        }

        int header = context.Integer(PriceTable.Model);
        int weights = context.Integer(header + MarketTable.Header.Weights);
        int covariance = context.Integer(header + MarketTable.Header.Covariance);
        int amounts = context.Integer(row + LoanTable.Row.Amounts);
        R backing = R.Of(1.0) / Backing(context, row);
        R debt = R.Of(-1.0) / Debt(context, row);
        for (int i = 0; i < collateral; i++)
        {
            context.Store(
                weights + i,
                context.Load(amounts + i) * ThresholdPrice(context, row, i) * backing);
        }

        for (int i = 0; i < debts; i++)
        {
            context.Store(
                weights + collateral + i,
                context.Load(amounts + collateral + i) * DebtPrice(context, row, i) * debt);
        }

        R variance = R.Of(0.0);
        for (int i = 0; i < collateral + debts; i++)
        {
            int first = Asset(context, row, i);
            for (int j = 0; j < collateral + debts; j++)
            {
                int second = Asset(context, row, j);
                R product = context.Load(weights + i) * context.Load(weights + j);
                variance = R.Fma(
                    product,
                    context.Real(covariance + (first * PriceTable.MaximumAssets) + second),
                    variance);
            }
        }

        return Bounds<R, W>.Max(variance, R.Of(0.0));
    }

    // The asset that an entry's oracle price follows.
    private static int Asset(C context, int row, int entry)
    {
        int entryRow = context.Integer(row + LoanTable.Row.Entries + entry);
        return entry < context.Integer(row + LoanTable.Row.Collateral)
            ? context.Integer(entryRow + MarketTable.CollateralRow.OracleAsset)
            : context.Integer(entryRow + MarketTable.DebtRow.Asset);
    }
}
