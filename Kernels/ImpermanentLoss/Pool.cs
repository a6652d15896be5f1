using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.ImpermanentLoss;

/// <summary>
/// A pool of constant product, or of concentrated liquidity seen at its active liquidity.
/// Arbitrageurs trade it to the edge of the no-arbitrage band [P (1 - f), P / (1 - f)] whenever
/// that pays after gas; noise traders pay fees without moving it.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Pool<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
    private const double LeastLiquidity = 1e-6;

    /// <summary>Puts a pool to its start.</summary>
    public static void Begin(C context, int row)
    {
        int state = context.Integer(row + PoolTable.Row.State);
        Slots<R, W, C>.Clear(context, state, PoolTable.State.Width);

        int reals = context.Integer(row + PoolTable.Row.Reals);
        context.Store(
            state + PoolTable.State.ProviderShare,
            context.Real(reals + PoolTable.Real.ProviderShare));
        context.Store(
            state + PoolTable.State.Liquidity, context.Real(reals + PoolTable.Real.Liquidity));
    }

    /// <summary>Draws a block's noise volume.</summary>
    public static void Draw(C context, int block, int pool, int row)
    {
        if (context.Integer(row + PoolTable.Row.Noise) == 2)
        {
            int state = context.Integer(row + PoolTable.Row.State);
            Block<R, W, C>.DrawNormals(
                context, block, Streams.NoiseVolume + (uint)pool,
                state + PoolTable.State.NoiseNormals);
        }
    }

    /// <summary>Trades a pool through the block's i-th step.</summary>
    public static PoolTrade<R> Step(C context, int row, int i)
    {
        int reals = context.Integer(row + PoolTable.Row.Reals);
        R quoteLog = PriceProcess<R, W, C>.MarketLog(
            context, context.Integer(row + PoolTable.Row.Quote), i);
        R log = PriceProcess<R, W, C>.MarketLog(
            context, context.Integer(row + PoolTable.Row.Base), i) - quoteLog;
        R quoteUsd = R.Exp(quoteLog);
        int state = context.Integer(row + PoolTable.Row.State);
        R before = context.Load(state + PoolTable.State.Log);
        R after = log;
        R start = before;
        R end = after;
        R inputFee = R.Of(0.0);
        if (context.Integer(row + PoolTable.Row.Continuous) != 0)
        {
            context.Store(state + PoolTable.State.Log, log);
            Follow(context, row, i, out start, out end);
        }
        else
        {
            after = Arbitrage(context, row, before, log, quoteUsd);
            end = after;
            inputFee = context.Real(reals + PoolTable.Real.Fee)
                * context.Real(reals + PoolTable.Real.InputPerKept)
                * context.Load(state + PoolTable.State.ProviderShare);
        }

        R noiseFee = NoiseFee(context, row, i, after, quoteUsd);
        return new(before, after, start, end, log, inputFee, noiseFee, quoteUsd);
    }

    // Where a pool that stands at the market's price begins the step, and where it is before the
    // jumps at its end.
    private static void Follow(C context, int row, int i, out R start, out R end)
    {
        int baseAsset = context.Integer(row + PoolTable.Row.Base);
        int quote = context.Integer(row + PoolTable.Row.Quote);
        int last = context.Integer(row + PoolTable.Row.State) + PoolTable.State.Unshifted;
        start = PriceProcess<R, W, C>.ShiftedBefore(context, baseAsset, context.Load(last))
            - PriceProcess<R, W, C>.ShiftedBefore(context, quote, R.Of(0.0));
        end = PriceProcess<R, W, C>.ShiftedBefore(context, baseAsset, Moved(context, baseAsset, i))
            - PriceProcess<R, W, C>.ShiftedBefore(context, quote, Moved(context, quote, i));
        context.Store(
            last,
            PriceProcess<R, W, C>.Log(context, baseAsset, i)
                - PriceProcess<R, W, C>.Log(context, quote, i));
    }

    // A price that follows a peg moves through the step although it counts as a jump elsewhere.
    [MethodImpl(Inline)]
    private static R Moved(C context, int asset, int i)
    {
        int row = PriceProcess<R, W, C>.Row(asset) + AssetRow.PlaceOf.Follows;
        return context.Integer(row) != 0
            ? PriceProcess<R, W, C>.Log(context, asset, i)
            : PriceProcess<R, W, C>.LogBeforeJump(context, asset, i);
    }

    // With d the move of the log of s, an arbitrageur who buys pays L s (e^d - 1) / (1 - f) and
    // gains L s (e^d - 1)^2 / (1 - f); one who sells gains L s (1 - e^d)^2.
    private static R Arbitrage(C context, int row, R log, R market, R quoteUsd)
    {
        int reals = context.Integer(row + PoolTable.Row.Reals);
        int state = context.Integer(row + PoolTable.Row.State);
        R band = context.Real(reals + PoolTable.Real.Band);
        R inputPerKept = context.Real(reals + PoolTable.Real.InputPerKept);
        R liquidity = context.Load(state + PoolTable.State.Liquidity);
        R gas = GasPrice<R, W, C>.Of(
            context, context.Real(reals + PoolTable.Real.ArbitrageGas));
        W buys = R.Less(log, market - band);
        W sells = R.Less(market + band, log);
        R target = R.Select(buys, market - band, market + band);
        R growth = R.ExpM1((target - log) * R.Of(0.5));
        R scale = liquidity * quoteUsd;
        R move = scale * R.Exp(log * R.Of(0.5)) * growth;
        R gain = move * growth;
        R profit = R.Select(buys, gain * inputPerKept, gain) - gas;
        R volume = R.Select(buys, move * inputPerKept, -R.Fma(move, growth, move));
        W trades = (buys | sells) & R.Less(R.Of(0.0), profit);
        R after = R.Select(trades, target, log);
        context.Store(state + PoolTable.State.Log, after);
        Slots<R, W, C>.Accumulate(
            context, state + PoolTable.State.ArbitrageProfit, trades, profit);
        Slots<R, W, C>.Accumulate(
            context, state + PoolTable.State.ArbitrageVolume, trades, volume);
        Slots<R, W, C>.Add(context, state + PoolTable.State.ArbitrageTrades, trades, R.Of(1.0));
        Slots<R, W, C>.Accumulate(
            context, state + PoolTable.State.ArbitrageGas, trades, gas);
        return after;
    }

    private static R NoiseFee(C context, int row, int i, R log, R quoteUsd)
    {
        int noise = context.Integer(row + PoolTable.Row.Noise);
        if (noise == 0)
        {
            return R.Of(0.0);
        }

        int reals = context.Integer(row + PoolTable.Row.Reals);
        int state = context.Integer(row + PoolTable.Row.State);
        R volume = context.Real(reals + PoolTable.Real.NoiseVolume)
            * R.Exp(log * R.Of(0.5)) * quoteUsd;
        int factor = context.Integer(PriceHeader.PlaceOf.Volume);
        if (factor >= 0)
        {
            volume *= context.Load(factor);
        }

        if (noise == 2)
        {
            R deviation = context.Real(reals + PoolTable.Real.NoiseDeviation);
            R normal = context.Load(state + PoolTable.State.NoiseNormals + (i % Block<R, W, C>.Steps));
            volume *= R.Exp(deviation * R.Fma(deviation, R.Of(-0.5), normal));
        }

        Slots<R, W, C>.Accumulate(context, state + PoolTable.State.NoiseVolume, volume);
        return volume
            * (context.Real(reals + PoolTable.Real.Fee)
                * context.Load(state + PoolTable.State.ProviderShare)
                / context.Load(state + PoolTable.State.Liquidity));
    }

    /// <summary>Takes liquidity out of a pool; a millionth of the start's always stays, so that
    /// fees can be shared out.</summary>
    public static void Withdraw(C context, int row, R liquidity)
    {
        int slot = context.Integer(row + PoolTable.Row.State) + PoolTable.State.Liquidity;
        R least = R.Of(LeastLiquidity) * context.Real(
            context.Integer(row + PoolTable.Row.Reals) + PoolTable.Real.Liquidity);
        context.Store(
            slot, Bounds<R, W>.Max(context.Load(slot) - liquidity, least));
    }

    /// <summary>Changes the providers' share of fees from the next trade on.</summary>
    public static void Share(C context, int row, R providerShare)
    {
        SettleFees(context, row);
        int state = context.Integer(row + PoolTable.Row.State);
        context.Store(state + PoolTable.State.ProviderShare, providerShare);
    }

    // Books the protocol's share of what was traded since the share last changed.
    private static void SettleFees(C context, int row)
    {
        int state = context.Integer(row + PoolTable.Row.State);
        R fee = context.Real(context.Integer(row + PoolTable.Row.Reals) + PoolTable.Real.Fee)
            * (R.Of(1.0) - context.Load(state + PoolTable.State.ProviderShare));
        Settle(
            context, fee, state + PoolTable.State.ArbitrageVolume,
            state + PoolTable.State.SettledArbitrage,
            state + PoolTable.State.ProtocolArbitrageFees);
        Settle(
            context, fee, state + PoolTable.State.NoiseVolume,
            state + PoolTable.State.SettledNoise, state + PoolTable.State.ProtocolNoiseFees);
    }

    private static void Settle(C context, R fee, int volume, int settled, int fees)
    {
        R traded = context.Load(volume);
        context.Store(fees, R.Fma(traded - context.Load(settled), fee, context.Load(fees)));
        context.Store(settled, traded);
    }

    /// <summary>Writes a pool's outcomes.</summary>
    public static void Emit(C context, int row)
    {
        int reals = context.Integer(row + PoolTable.Row.Reals);
        int state = context.Integer(row + PoolTable.Row.State);
        int metric = context.Integer(row + PoolTable.Row.Metrics);
        R arbitrage = context.Load(state + PoolTable.State.ArbitrageVolume);
        R noise = context.Load(state + PoolTable.State.NoiseVolume);
        SettleFees(context, row);
        R fees = (arbitrage + noise) * context.Real(reals + PoolTable.Real.Fee);
        R protocolArbitrage = context.Load(state + PoolTable.State.ProtocolArbitrageFees);
        R protocol = protocolArbitrage + context.Load(state + PoolTable.State.ProtocolNoiseFees);
        context.Emit(
            metric + PoolTable.Metric.ArbitrageProfit,
            context.Load(state + PoolTable.State.ArbitrageProfit));
        context.Emit(metric + PoolTable.Metric.ArbitrageVolume, arbitrage);
        context.Emit(
            metric + PoolTable.Metric.ArbitrageTrades,
            context.Load(state + PoolTable.State.ArbitrageTrades));
        context.Emit(metric + PoolTable.Metric.NoiseVolume, noise);
        context.Emit(metric + PoolTable.Metric.ProviderFees, fees - protocol);
        context.Emit(metric + PoolTable.Metric.ProtocolFees, protocol);
        context.Emit(metric + PoolTable.Metric.ProtocolArbitrageFees, protocolArbitrage);
        context.Emit(
            metric + PoolTable.Metric.ArbitrageGas,
            context.Load(state + PoolTable.State.ArbitrageGas));
    }
}
