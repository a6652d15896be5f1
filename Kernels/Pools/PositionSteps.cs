using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Pools;

/// <summary>What steps of a pool take from its positions and pay them.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class PositionSteps<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Takes a position over the whole axis through steps of a block.</summary>
    public static void TakeWhole(C context, int row, int pool, int first, int from, int count)
    {
        PositionRow position = PositionRow.Read(context, row);
        int moves = PairPool<R, W, C>.Own(context, pool).Moves;
        int left = Buffers<R, W, C>.Slot(context, moves + PoolMove.Left) + from;
        int excess = Buffers<R, W, C>.Slot(context, moves + PoolMove.Excess) + from;
        R liquidity = context.Load(position.State + PositionState.Liquidity);
        R losses = context.Load(
            position.State + PositionState.LossVersusRebalancing + Sum.Partial);
        for (int i = 0; i < count; i++)
        {
            losses += liquidity * (context.Load(left + i) * context.Load(excess + i));
        }

        int end = first + from + count;
        Sums<R, W, C>.Keep(
            context, position.State + PositionState.LossVersusRebalancing, losses, end);
        Pay(context, row, pool, first, from, count);
        R steps = context.Load(position.State + PositionState.StepsInRange + Sum.Partial);
        Sums<R, W, C>.Keep(
            context, position.State + PositionState.StepsInRange,
            steps + R.FromInt32(W.Of((uint)count)), end);
    }

    // What a position over the whole axis earns.
    private static void Pay(C context, int row, int pool, int first, int from, int count)
    {
        PositionRow position = PositionRow.Read(context, row);
        PoolRow source = PoolRow.Read(context, pool);
        PairPoolRow pair = PairPool<R, W, C>.Own(context, pool);
        if (source.Continuous != 0 && source.Noise == 0)
        {
            return;
        }

        int left = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.Left) + from;
        int excess = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.Excess) + from;
        int noise = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.NoiseFee) + from;
        R inputFee = InputFee(context, source);
        R liquidity = context.Load(position.State + PositionState.Liquidity);
        R fees = context.Load(position.State + PositionState.Fees + Sum.Partial);
        R told = context.Load(position.State + PositionState.ArbitrageFees + Sum.Partial);
        for (int i = 0; i < count; i++)
        {
            R kept = Kept(context.Load(left + i), context.Load(excess + i));
            R arbitrage = liquidity * kept * inputFee;
            R paid = source.Noise == 0 ? R.Of(0.0) : liquidity * context.Load(noise + i);
            fees += paid + arbitrage;
            told += arbitrage;
        }

        int end = first + from + count;
        Sums<R, W, C>.Keep(context, position.State + PositionState.Fees, fees, end);
        if (position.TellsPayers != 0)
        {
            Sums<R, W, C>.Keep(
                context, position.State + PositionState.ArbitrageFees, told, end);
        }
    }

    /// <summary>Takes a position with a price range through steps of a block, which
    /// <see cref="PositionRange{R, W, C}"/> has told of.</summary>
    public static void TakeRanged(C context, int row, int pool, int first, int from, int count)
    {
        PositionRow position = PositionRow.Read(context, row);
        PoolRow source = PoolRow.Read(context, pool);
        PairPoolRow pair = PairPool<R, W, C>.Own(context, pool);
        int left = Buffers<R, W, C>.Slot(context, position.Moves + PositionMove.Left) + from;
        int excess = Buffers<R, W, C>.Slot(context, position.Moves + PositionMove.Excess) + from;
        int share = Buffers<R, W, C>.Slot(context, position.Moves + PositionMove.Share) + from;
        int noise = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.NoiseFee) + from;
        R liquidity = context.Load(position.State + PositionState.Liquidity);
        R inputFee = InputFee(context, source);
        R losses = context.Load(
            position.State + PositionState.LossVersusRebalancing + Sum.Partial);
        R fees = context.Load(position.State + PositionState.Fees + Sum.Partial);
        R told = context.Load(position.State + PositionState.ArbitrageFees + Sum.Partial);
        R steps = context.Load(position.State + PositionState.StepsInRange + Sum.Partial);
        for (int i = 0; i < count; i++)
        {
            R move = context.Load(left + i);
            R beyond = context.Load(excess + i);
            R within = context.Load(share + i);
            R arbitrage = liquidity * Kept(move, beyond) * inputFee;
            R paid = source.Noise == 0 ? R.Of(0.0) : liquidity * context.Load(noise + i);
            losses += liquidity * (move * beyond);
            fees += R.Fma(paid, within, arbitrage);
            told += arbitrage;
            steps += within;
        }

        int end = first + from + count;
        Sums<R, W, C>.Keep(
            context, position.State + PositionState.LossVersusRebalancing, losses, end);
        Sums<R, W, C>.Keep(context, position.State + PositionState.Fees, fees, end);
        Sums<R, W, C>.Keep(context, position.State + PositionState.StepsInRange, steps, end);
        if (position.TellsPayers != 0)
        {
            Sums<R, W, C>.Keep(
                context, position.State + PositionState.ArbitrageFees, told, end);
        }
    }

    // Fee to providers per unit of what arbitrage kept in the pool.
    private static R InputFee(C context, PoolRow pool) => pool.Continuous != 0
        ? R.Of(0.0)
        : context.Real(pool.Terms + PoolTerms.Fee)
            * context.Real(pool.Terms + PoolTerms.InputPerKept)
            * context.Load(pool.State + PoolState.ProviderShare);

    // The trade leaves quote and takes (1 + excess) of it in base at the market, or the reverse.
    [MethodImpl(Inline)]
    private static R Kept(R left, R excess) =>
        R.Select(R.Less(R.Of(0.0), left), left, -R.Fma(left, excess, left));
}
