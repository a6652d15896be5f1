using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Depeg;

/// <summary>
/// A reserve-backed stablecoin. Its log price reverts to the log of the reserves that stand
/// behind a coin (at most one), drops when reserves are impaired, and is pressed by what holders
/// sell. Arbitrageurs redeem and mint at the issuer while that is open and has capacity.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Stablecoin<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // A price never falls below a millionth of the peg, so that its logarithm exists.
    private const double LeastPrice = 1e-6;
    private const double LogLeastPrice = -13.815510557964274;

    /// <summary>Puts a stablecoin to its start.</summary>
    public static void Begin(C context, int row)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        R supply = Real(context, row, StablecoinTable.Real.Supply);
        Slots<R, W, C>.Clear(context, state, StablecoinTable.State.Width);

        context.Store(state + StablecoinTable.State.Price, R.Of(1.0));
        context.Store(state + StablecoinTable.State.Minimum, R.Of(1.0));
        context.Store(state + StablecoinTable.State.Supply, supply);
        context.Store(state + StablecoinTable.State.PoolBalance, R.Of(0.5));
        int history = context.Integer(row + StablecoinTable.Row.History);
        for (int i = 0; i < context.Integer(row + StablecoinTable.Row.HistoryLength); i++)
        {
            context.Store(history + i, R.Of(1.0));
        }
    }

    /// <summary>One of the stablecoin's reals.</summary>
    [MethodImpl(Inline)]
    public static R Real(C context, int row, int index) =>
        context.Real(context.Integer(row + StablecoinTable.Row.Reals) + index);

    /// <summary>Draws a block's noise and impairments.</summary>
    public static void Draw(C context, int block, int coin, int row)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        Block<R, W, C>.DrawNormals(
            context, block, Streams.Peg + (uint)coin, state + StablecoinTable.State.Normals);
        if (context.Integer(row + StablecoinTable.Row.RandomImpairments) != 0)
        {
            Block<R, W, C>.DrawUniforms(
                context, block, Streams.Impairment + (uint)coin,
                state + StablecoinTable.State.Arrivals);
        }
    }

    /// <summary>Moves price and reserves over a step, before anyone acts.</summary>
    public static void Evolve(C context, int coin, int row, int step, int i)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        Recover(context, row);
        R reserves = Reserves(context, row);
        R backing = R.Log(Backing(
            reserves, context.Load(state + StablecoinTable.State.Supply)));
        R gap = context.Load(state + StablecoinTable.State.Log) - backing;
        R noise = Real(context, row, StablecoinTable.Real.Deviation)
            * context.Load(state + StablecoinTable.State.Normals + (i % Block<R, W, C>.Steps));
        R log = backing + R.Fma(gap, Real(context, row, StablecoinTable.Real.Persistence), noise);

        R size = Impairment(context, coin, row, step, i);
        R lost = reserves * size;
        W impaired = R.Less(R.Of(0.0), size);
        R remains = Bounds<R, W>.Max(R.Of(1.0) - size, R.Of(LeastPrice));
        log = R.Select(impaired, log + R.Log(remains), log);
        log = Bounds<R, W>.Max(log, R.Of(LogLeastPrice));
        R pending = context.Load(state + StablecoinTable.State.Pending);
        int length = context.Integer(row + StablecoinTable.Row.HistoryLength);
        context.Store(
            context.Integer(row + StablecoinTable.Row.History) + (step % length),
            CoinMarket<R, W, C>.Quote(context, row, log));
        Slots<R, W, C>.Add(context, state + StablecoinTable.State.Missing, lost);
        context.Store(
            state + StablecoinTable.State.Pending,
            R.Fma(lost, Real(context, row, StablecoinTable.Real.RecoveredShare), pending));
        int timer = state + StablecoinTable.State.StepsToRecovery;
        context.Store(timer, R.Select(
            impaired,
            Real(context, row, StablecoinTable.Real.RecoverySteps),
            context.Load(timer)));
        Issuer<R, W, C>.Open(context, row, step);
        Issuer<R, W, C>.Impair(context, row, impaired);
    }

    // What is missing is kept, and not what is there: redeeming at par does not change it, so that
    // a coin whose reserves were wholly recovered has all of them, to the last bit.
    private static R Reserves(C context, int row)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        return Bounds<R, W>.Max(
            context.Load(state + StablecoinTable.State.Supply)
                - context.Load(state + StablecoinTable.State.Missing),
            R.Of(0.0));
    }

    // Reserves behind a coin, at most one; a coin that nobody holds any more is whole.
    private static R Backing(R reserves, R supply)
    {
        W outstanding = R.Less(R.Of(0.0), supply);
        R ratio = reserves / R.Select(outstanding, supply, R.Of(1.0));
        R bounded = Bounds<R, W>.Clamp(ratio, R.Of(LeastPrice), R.Of(1.0));
        return R.Select(outstanding, bounded, R.Of(1.0));
    }

    // A further impairment restarts the clock for what is still outstanding.
    private static void Recover(C context, int row)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        int timer = state + StablecoinTable.State.StepsToRecovery;
        R left = context.Load(timer) - R.Of(1.0);
        R pending = context.Load(state + StablecoinTable.State.Pending);
        W due = R.LessOrEqual(left, R.Of(0.0));
        Slots<R, W, C>.Add(context, state + StablecoinTable.State.Missing, due, -pending);
        context.Store(
            state + StablecoinTable.State.Pending, R.Select(due, R.Of(0.0), pending));
        context.Store(timer, Bounds<R, W>.Max(left, R.Of(0.0)));
    }

    // The share of reserves that this step impairs.
    private static R Impairment(C context, int coin, int row, int step, int i)
    {
        R size = R.Of(0.0);
        if (step == context.Integer(row + StablecoinTable.Row.StatedImpairmentStep))
        {
            size = Real(context, row, StablecoinTable.Real.StatedImpairment);
        }

        if (context.Integer(row + StablecoinTable.Row.RandomImpairments) == 0)
        {
            return size;
        }

        int state = context.Integer(row + StablecoinTable.Row.State);
        W arrives = R.LessOrEqual(
            context.Load(state + StablecoinTable.State.Arrivals + (i % Block<R, W, C>.Steps)),
            Real(context, row, StablecoinTable.Real.ImpairmentProbability));
        if (!W.Any(arrives))
        {
            return size;
        }

        // The upper ten bits choose an interval of the quantiles, the rest a place in it.
        W word = Block<R, W, C>.Words(
            context, step, Streams.ImpairmentSize + (uint)coin).Word0;
        W interval = word >>> 22;
        R place = R.FromInt32(word & W.Of(0x3FFFFFul)) * R.Of(1.0 / 4194304.0);
        int quantiles = context.Integer(row + StablecoinTable.Row.ImpairmentQuantiles);
        R lower = context.Real(quantiles, interval);
        R upper = context.Real(quantiles + 1, interval);
        R drawn = R.Fma(upper - lower, place, lower);
        R both = (size + drawn) - (size * drawn);
        return R.Select(arrives, both, size);
    }

    /// <summary>Takes the price after everyone has acted, and what follows from it.</summary>
    public static void Settle(C context, int row)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        R price = R.Exp(context.Load(state + StablecoinTable.State.Log));
        context.Store(state + StablecoinTable.State.Price, price);
        context.Store(
            state + StablecoinTable.State.Minimum,
            Bounds<R, W>.Min(price, context.Load(state + StablecoinTable.State.Minimum)));
        Slots<R, W, C>.Add(
            context, state + StablecoinTable.State.StepsBelow99,
            Bounds<R, W>.Indicator(Ties<R, W>.Below(price, R.Of(0.99))));
        Slots<R, W, C>.Add(
            context, state + StablecoinTable.State.StepsBelow95,
            Bounds<R, W>.Indicator(Ties<R, W>.Below(price, R.Of(0.95))));
        R yield = Real(context, row, StablecoinTable.Real.ReserveYield);
        Earn(context, row, Reserves(context, row) * yield);
    }

    /// <summary>Adds to the issuer's income, with what rounding lost before (Kahan 1965): equal
    /// small amounts added to a large sum would be rounded the same way every time. A path that
    /// earns nothing is left as it is, whether or not another in its register earns.</summary>
    public static void Earn(C context, int row, R amount)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        int lost = state + StablecoinTable.State.IncomeLost;
        R before = context.Load(state + StablecoinTable.State.IssuerIncome);
        W earns = R.Less(R.Of(0.0), amount);
        R corrected = amount - context.Load(lost);
        R after = before + corrected;
        R rest = (after - before) - corrected;
        context.Store(lost, R.Select(earns, rest, context.Load(lost)));
        context.Store(
            state + StablecoinTable.State.IssuerIncome, R.Select(earns, after, before));
    }

    /// <summary>Writes a stablecoin's outcomes.</summary>
    public static void Emit(C context, int row)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        int metric = context.Integer(row + StablecoinTable.Row.Metrics);
        R peg = Real(context, row, StablecoinTable.Real.Peg);
        R minimum = context.Load(state + StablecoinTable.State.Minimum);
        R hours = Real(context, row, StablecoinTable.Real.StepHours);
        R supply = context.Load(state + StablecoinTable.State.Supply);
        W outstanding = R.Less(R.Of(0.0), supply);
        context.Emit(
            metric + StablecoinTable.Metric.Price,
            peg * context.Load(state + StablecoinTable.State.Price));
        context.Emit(metric + StablecoinTable.Metric.Minimum, peg * minimum);
        context.Emit(
            metric + StablecoinTable.Metric.HoursBelow99,
            hours * context.Load(state + StablecoinTable.State.StepsBelow99));
        context.Emit(
            metric + StablecoinTable.Metric.HoursBelow95,
            hours * context.Load(state + StablecoinTable.State.StepsBelow95));
        context.Emit(
            metric + StablecoinTable.Metric.Depegged95,
            Bounds<R, W>.Indicator(Ties<R, W>.Below(minimum, R.Of(0.95))));
        context.Emit(
            metric + StablecoinTable.Metric.Failed,
            context.Load(state + StablecoinTable.State.Failed));
        context.Emit(
            metric + StablecoinTable.Metric.IssuerIncome,
            peg * context.Load(state + StablecoinTable.State.IssuerIncome));
        context.Emit(
            metric + StablecoinTable.Metric.ArbitrageIncome,
            peg * context.Load(state + StablecoinTable.State.ArbitrageIncome));
        context.Emit(
            metric + StablecoinTable.Metric.Redeemed,
            peg * context.Load(state + StablecoinTable.State.Redeemed));
        context.Emit(
            metric + StablecoinTable.Metric.RedemptionFees,
            peg * context.Load(state + StablecoinTable.State.RedemptionFees));
        context.Emit(
            metric + StablecoinTable.Metric.ReserveRatio,
            R.Select(
                outstanding,
                Reserves(context, row) / R.Select(outstanding, supply, R.Of(1.0)),
                R.Of(1.0)));
    }
}
