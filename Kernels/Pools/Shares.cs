using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Pools;

/// <summary>What a step does to a pool whose positions are shares of it. Each field is a buffer
/// of a number for each step of a block.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct ShareMove<R>
{
    /// <summary>What trades take from the pool beyond the fees they pay, per unit of liquidity,
    /// USD.</summary>
    public R Profit;

    /// <summary>What arbitrageurs pay in, fees included, per unit of liquidity, USD.</summary>
    public R Volume;

    /// <summary>The pool's value over its start, in some asset; only with noise traders.</summary>
    public R Value;

    /// <summary>That asset's price over its start.</summary>
    public R Price;

    /// <summary>Fees to providers from noise volume, per unit of liquidity, USD.</summary>
    public R NoiseFee;
}

/// <summary>What steps do to arbitrageurs and providers of a pool whose positions are shares of it.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Shares<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Takes arbitrageurs, noise traders and positions through steps of a block.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The pool's row.</param>
    /// <param name="moves">The first of the buffers of <see cref="ShareMove{R}"/>.</param>
    /// <param name="first">The block's first step.</param>
    /// <param name="from">The first of the steps, counted from the block's first.</param>
    /// <param name="count">How many.</param>
    /// <param name="gas">What an arbitrage costs, USD.</param>
    public static void Take(
        C context, int row, int moves, int first, int from, int count, R gas)
    {
        PoolRow pool = PoolRow.Read(context, row);
        if (pool.Continuous == 0)
        {
            Count(context, row, moves, first, from, count, gas);
        }

        Pool<R, W, C>.Trade(
            context, row, first, from, count, moves + ShareMove.Value, moves + ShareMove.Price,
            moves + ShareMove.NoiseFee);
        for (int i = 0; i < pool.Positions; i++)
        {
            int position = pool.PositionRows + (i * PositionRow.Width);
            Pay(context, row, position, moves, first, from, count);
        }
    }

    // Counts what arbitrageurs did.
    private static void Count(
        C context, int row, int moves, int first, int from, int count, R gas)
    {
        PoolRow pool = PoolRow.Read(context, row);
        int profit = Buffers<R, W, C>.Slot(context, moves + ShareMove.Profit) + from;
        int volume = Buffers<R, W, C>.Slot(context, moves + ShareMove.Volume) + from;
        R liquidity = context.Load(pool.State + PoolState.Liquidity);
        R profits = context.Load(pool.State + PoolState.ArbitrageProfit + Sum.Partial);
        R volumes = context.Load(pool.State + PoolState.ArbitrageVolume + Sum.Partial);
        R spent = context.Load(pool.State + PoolState.ArbitrageGas + Sum.Partial);
        R trades = context.Load(pool.State + PoolState.ArbitrageTrades);
        for (int i = 0; i < count; i++)
        {
            R gain = context.Load(profit + i);
            W traded = R.Less(R.Of(0.0), gain);
            profits += Where(traded, R.Fma(liquidity, gain, -gas));
            volumes += liquidity * context.Load(volume + i);
            spent += Where(traded, gas);
            trades += Where(traded, R.Of(1.0));
        }

        int end = first + from + count;
        context.Store(pool.State + PoolState.ArbitrageTrades, trades);
        Sums<R, W, C>.Keep(context, pool.State + PoolState.ArbitrageProfit, profits, end);
        Sums<R, W, C>.Keep(context, pool.State + PoolState.ArbitrageVolume, volumes, end);
        Sums<R, W, C>.Keep(context, pool.State + PoolState.ArbitrageGas, spent, end);
    }

    // What steps take from a position, and pay it.
    private static void Pay(
        C context, int row, int at, int moves, int first, int from, int count)
    {
        PoolRow pool = PoolRow.Read(context, row);
        PositionRow position = PositionRow.Read(context, at);
        int profit = Buffers<R, W, C>.Slot(context, moves + ShareMove.Profit) + from;
        int volume = Buffers<R, W, C>.Slot(context, moves + ShareMove.Volume) + from;
        int noise = Buffers<R, W, C>.Slot(context, moves + ShareMove.NoiseFee) + from;
        R fee = context.Real(pool.Terms + PoolTerms.Fee);
        R earned = fee * context.Load(pool.State + PoolState.ProviderShare);
        R liquidity = context.Load(position.State + PositionState.Liquidity);
        R losses = context.Load(
            position.State + PositionState.LossVersusRebalancing + Sum.Partial);
        R fees = context.Load(position.State + PositionState.Fees + Sum.Partial);
        R told = context.Load(position.State + PositionState.ArbitrageFees + Sum.Partial);
        R steps = context.Load(position.State + PositionState.StepsInRange + Sum.Partial);
        for (int i = 0; i < count; i++)
        {
            R paidIn = liquidity * context.Load(volume + i);
            R arbitrage = paidIn * earned;
            R paid = pool.Noise == 0 ? R.Of(0.0) : liquidity * context.Load(noise + i);
            losses += R.Fma(liquidity, context.Load(profit + i), paidIn * fee);
            fees += paid + arbitrage;
            told += arbitrage;
        }

        int end = first + from + count;
        Sums<R, W, C>.Keep(
            context, position.State + PositionState.LossVersusRebalancing, losses, end);
        Sums<R, W, C>.Keep(context, position.State + PositionState.Fees, fees, end);
        Sums<R, W, C>.Keep(
            context, position.State + PositionState.StepsInRange,
            steps + R.FromInt32(W.Of((uint)count)), end);
        if (position.TellsPayers != 0)
        {
            Sums<R, W, C>.Keep(
                context, position.State + PositionState.ArbitrageFees, told, end);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static R Where(W mask, R value) => R.Select(mask, value, R.Of(0.0));
}
