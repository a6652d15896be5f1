using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Pools;

/// <summary>What all pools have, of whatever kind: noise traders, who pay fees without moving
/// prices, liquidity, and who shares in the fees.</summary>
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
        PoolRow pool = PoolRow.Read(context, row);
        Slots<R, W, C>.Clear(context, pool.State, PoolState.Width);
        context.Store(
            pool.State + PoolState.ProviderShare,
            context.Real(pool.Terms + PoolTerms.ProviderShare));
        context.Store(
            pool.State + PoolState.Liquidity,
            context.Real(pool.Terms + PoolTerms.Liquidity));
        if (pool.Volume >= 0)
        {
            NoiseVolume<R, W, C>.Begin(context, pool.Volume);
        }
    }

    /// <summary>Draws a block's noise volume; its prices are known.</summary>
    public static void Draw(C context, int index, int row, int first, int count)
    {
        PoolRow pool = PoolRow.Read(context, row);
        if (pool.Normals >= 0)
        {
            Block<R, W, C>.DrawNormals(
                context, Streams.NoiseVolume + (uint)index, first / Block<R, W, C>.Steps,
                (count + Block<R, W, C>.Steps - 1) / Block<R, W, C>.Steps,
                Buffers<R, W, C>.Slot(context, pool.Normals));
        }

        if (pool.Volume >= 0)
        {
            NoiseVolume<R, W, C>.Advance(context, index, pool.Volume, first, count);
        }
    }

    /// <summary>Lets noise traders trade through steps of a block, where there are any. Their
    /// volume is a share of the pool's value.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The pool's row.</param>
    /// <param name="first">The block's first step.</param>
    /// <param name="from">The first of the steps, counted from the block's first.</param>
    /// <param name="count">How many.</param>
    /// <param name="values">Buffer of the pool's value over its start, in some asset.</param>
    /// <param name="prices">Buffer of that asset's price over its start.</param>
    /// <param name="fees">Buffer for the fees to providers, per unit of liquidity, USD.</param>
    public static void Trade(
        C context, int row, int first, int from, int count, int values, int prices, int fees)
    {
        if (context.Integer(row + PoolRow.PlaceOf.Noise) != 0)
        {
            AddNoise(
                context, row, first, from, count, Buffers<R, W, C>.Slot(context, values) + from,
                Buffers<R, W, C>.Slot(context, prices) + from,
                Buffers<R, W, C>.Slot(context, fees) + from);
        }
    }

    private static void AddNoise(
        C context, int row, int first, int from, int count, int values, int prices, int fees)
    {
        PoolRow pool = PoolRow.Read(context, row);
        PoolTerms<R> terms = PoolTerms<R>.Read(context, pool.Terms);
        int factor = context.Integer(PriceHeader.PlaceOf.Volume);
        R mean = factor < 0 ? terms.NoiseVolume : terms.NoiseVolume * context.Load(factor);
        R fee = terms.Fee * context.Load(pool.State + PoolState.ProviderShare)
            / context.Load(pool.State + PoolState.Liquidity);
        int normals = Buffers<R, W, C>.Slot(context, pool.Normals) + from;
        int sum = pool.State + PoolState.NoiseVolume;
        R traded = context.Load(sum + Sum.Partial);
        R half = terms.NoiseDeviation * R.Of(-0.5);
        int factors = pool.Volume < 0
            ? -1
            : from + Buffers<R, W, C>.Slot(
                context, context.Integer(pool.Volume + VolumeRow.PlaceOf.Factors));
        for (int i = 0; i < count; i++)
        {
            R volume = mean * context.Load(values + i) * context.Load(prices + i);
            if (factors >= 0)
            {
                volume *= context.Load(factors + i);
            }

            if (pool.Normals >= 0)
            {
                volume *= R.ExpInLoop(
                    terms.NoiseDeviation * (context.Load(normals + i) + half));
            }

            traded += volume;
            context.Store(fees + i, volume * fee);
        }

        Sums<R, W, C>.Keep(context, sum, traded, first + from + count);
    }

    /// <summary>Takes liquidity out of a pool; a millionth of the start's always stays, so that
    /// fees can be shared out.</summary>
    public static void Withdraw(C context, int row, R liquidity)
    {
        PoolRow pool = PoolRow.Read(context, row);
        int slot = pool.State + PoolState.Liquidity;
        R least = R.Of(LeastLiquidity) * context.Real(pool.Terms + PoolTerms.Liquidity);
        context.Store(slot, Bounds<R, W>.Max(context.Load(slot) - liquidity, least));
    }

    /// <summary>Changes the providers' share of fees from the next trade on.</summary>
    public static void Share(C context, int row, R providerShare)
    {
        SettleFees(context, row);
        context.Store(
            context.Integer(row + PoolRow.PlaceOf.State) + PoolState.ProviderShare, providerShare);
    }

    // Books the protocol's share of what was traded since the share last changed.
    private static void SettleFees(C context, int row)
    {
        PoolRow pool = PoolRow.Read(context, row);
        R fee = context.Real(pool.Terms + PoolTerms.Fee)
            * (R.Of(1.0) - context.Load(pool.State + PoolState.ProviderShare));
        Settle(
            context, fee, pool.State + PoolState.ArbitrageVolume,
            pool.State + PoolState.SettledArbitrage,
            pool.State + PoolState.ProtocolArbitrageFees);
        Settle(
            context, fee, pool.State + PoolState.NoiseVolume,
            pool.State + PoolState.SettledNoise, pool.State + PoolState.ProtocolNoiseFees);
    }

    private static void Settle(C context, R fee, int volume, int settled, int fees)
    {
        R traded = Sums<R, W, C>.Value(context, volume);
        context.Store(fees, R.Fma(traded - context.Load(settled), fee, context.Load(fees)));
        context.Store(settled, traded);
    }

    /// <summary>Writes a pool's outcomes.</summary>
    public static void Emit(C context, int row)
    {
        SettleFees(context, row);
        PoolRow pool = PoolRow.Read(context, row);
        R arbitrage = Sums<R, W, C>.Value(context, pool.State + PoolState.ArbitrageVolume);
        R noise = Sums<R, W, C>.Value(context, pool.State + PoolState.NoiseVolume);
        R fees = (arbitrage + noise) * context.Real(pool.Terms + PoolTerms.Fee);
        R protocolArbitrage = context.Load(pool.State + PoolState.ProtocolArbitrageFees);
        R protocol = protocolArbitrage
            + context.Load(pool.State + PoolState.ProtocolNoiseFees);
        new PoolOutcomes<R>
        {
            ArbitrageProfit =
                Sums<R, W, C>.Value(context, pool.State + PoolState.ArbitrageProfit),
            ArbitrageVolume = arbitrage,
            ArbitrageTrades = context.Load(pool.State + PoolState.ArbitrageTrades),
            NoiseVolume = noise,
            ProviderFees = fees - protocol,
            ProtocolFees = protocol,
            ProtocolArbitrageFees = protocolArbitrage,
            ArbitrageGas = Sums<R, W, C>.Value(context, pool.State + PoolState.ArbitrageGas),
        }.Emit(context, pool.Outcomes);
    }
}
