using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Pools;

/// <summary>Arbitrage of a pool of two assets at every block of a chain, of which a step has many:
/// what they do is drawn in law (Milionis, Moallemi, Roughgarden 2023).</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class BlockArbitrage<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // A step's trades, per unit of liquidity, in quote.
    private struct Trades
    {
        // What they leave in the pool, at the market's price.
        public R Kept;

        // What arbitrageurs gain, fees paid.
        public R Profit;

        // How many they are.
        public R Count;
    }

    /// <summary>Trades a pool through steps of a block of steps, whose ends are told.</summary>
    public static void Trade(C context, int row, int first, int from, int count)
    {
        PoolRow pool = PoolRow.Read(context, row);
        PairPoolRow pair = PairPool<R, W, C>.Own(context, row);
        BlockRow blocks = BlockRow.Read(context, pair.Blocks);
        BlockTerms<R> terms = BlockTerms<R>.Read(context, blocks.Terms);
        int moves = Buffers<R, W, C>.Slot(context, pair.Moves) + from;
        R none = R.Of(0.0);
        R band = context.Real(pool.Terms + PoolTerms.Band);
        R input = context.Real(pool.Terms + PoolTerms.InputPerKept);
        R feePerKept = R.ExpM1(band);
        R liquidity = context.Load(pool.State + PoolState.Liquidity);
        R log = context.Load(pair.State + PairPoolState.Log);
        R root = context.Load(pair.State + PairPoolState.Root);
        R profits = context.Load(pool.State + PoolState.ArbitrageProfit + Sum.Partial);
        R volumes = context.Load(pool.State + PoolState.ArbitrageVolume + Sum.Partial);
        R trades = context.Load(pool.State + PoolState.ArbitrageTrades);
        context.Store(pair.State + PairPoolState.LogBefore, log);
        BlockLaw<R, W> law = BlockLaw<R, W>.Of(in terms, band, terms.Variance);
        for (int i = 0; i < count; i++)
        {
            if (pair.Ratio >= 0)
            {
                R variance = StepVariance<R, W, C>.OfRatio(context, pair.Ratio, from + i);
                law = BlockLaw<R, W>.Of(in terms, band, variance * terms.Part);
            }

            R start = context.Load(moves + (PoolMove.Start * R.BlockSteps) + i);
            R end = context.Load(moves + (PoolMove.End * R.BlockSteps) + i);
            Trades all;
            all.Kept = none;
            all.Profit = none;
            all.Count = none;
            if (blocks.Jumps != 0)
            {
                Jump(in law, band, input, start, ref log, ref root, ref all);
            }

            Diffuse(
                context, in blocks, in law, first + from + i, end - start,
                start - log, out R sum, out R squares, out R distance);
            R moved = (end - distance) - log;
            log = end - distance;
            R after = R.ExpInLoop(log * R.Of(0.5));
            Add(input, (root + after) * R.Of(0.125), moved, sum, squares, ref all);
            all.Count += R.Select(
                R.Less(none, law.Rate), sum * law.Rate,
                R.Select(R.Less(none, sum), terms.Blocks, none));
            root = after;
            if (blocks.Jumps != 0)
            {
                R market = context.Load(moves + (PoolMove.Market * R.BlockSteps) + i);
                Jump(in law, band, input, market, ref log, ref root, ref all);
            }

            R usd = context.Load(moves + (PoolMove.QuoteUsd * R.BlockSteps) + i);
            R kept = all.Kept * usd;
            R profit = all.Profit * usd;
            W isTraded = R.Less(none, kept);
            profits += liquidity * profit;
            volumes += liquidity * kept * input;
            trades += all.Count;

            // As one purchase with the same sums.
            R loss = R.Fma(kept, feePerKept, profit);
            context.Store(moves + (PoolMove.Left * R.BlockSteps) + i, kept);
            context.Store(
                moves + (PoolMove.Excess * R.BlockSteps) + i,
                R.Select(isTraded, loss / R.Select(isTraded, kept, R.Of(1.0)), none));
            context.Store(moves + (PoolMove.After * R.BlockSteps) + i, log);
            context.Store(moves + (PoolMove.Root * R.BlockSteps) + i, root);
        }

        int last = first + from + count;
        context.Store(pair.State + PairPoolState.Log, log);
        context.Store(pair.State + PairPoolState.Root, root);
        context.Store(pool.State + PoolState.ArbitrageTrades, trades);
        Sums<R, W, C>.Keep(context, pool.State + PoolState.ArbitrageProfit, profits, last);
        Sums<R, W, C>.Keep(context, pool.State + PoolState.ArbitrageVolume, volumes, last);
    }

    // What the blocks of a step do while the market's price diffuses. Two parts take four words.
    [MethodImpl(Inline)]
    private static void Diffuse(
        C context, in BlockRow blocks, in BlockLaw<R, W> law,
        int step, R move, R distance, out R sum, out R squares, out R end)
    {
        R none = R.Of(0.0);
        R one = R.Of(1.0);
        int pairs = (blocks.Parts + 1) / 2;
        Philox<W, C> stream = Block<R, W, C>.Stream(context, (uint)blocks.Stream);
        R left = R.FromInt32(W.Of((uint)blocks.Parts));
        R ahead = move;
        W sign = W.Of(0);
        sum = none;
        end = distance;
        for (int i = 0; i < pairs; i++)
        {
            PhiloxWords<W> words = stream.At((uint)((step * pairs) + i));
            R first = none;
            R second = none;
            if (blocks.Parts > 1)
            {
                R radius = R.Rayleigh(words.Word0);
                R.SinCosTurns(words.Word1, out R sine, out R cosine);
                first = radius * cosine;
                second = radius * sine;
            }

            sign = Sign(words.Word0);
            R part = Part(in law, ahead, left, first);
            sum += BlockTrades<R, W>.Take(
                in law, part, words.Word2, Sign(words.Word2), ref end);
            ahead -= part;
            left -= one;
            if ((2 * i) + 1 < blocks.Parts)
            {
                part = Part(in law, ahead, left, second);
                sum += BlockTrades<R, W>.Take(
                    in law, part, words.Word3, Sign(words.Word3), ref end);
                ahead -= part;
                left -= one;
            }
        }

        // Squares of trades tell what arbitrageurs gain; given the sum they are left to chance.
        squares = sum * (law.Beyond + law.Beyond);
        R chance = Bounds<R, W>.Min(R.Sqrt(sum * law.Noise), squares);
        squares += R.Select(sign, chance, -chance);
    }

    // The last bit is not part of the uniform that a word makes.
    [MethodImpl(Inline)]
    private static W Sign(W word) => R.Less(R.FromInt32(word & W.Of(1)), R.Of(0.5));

    // The next part of a Brownian bridge of which some are left.
    [MethodImpl(Inline)]
    private static R Part(in BlockLaw<R, W> law, R ahead, R left, R normal)
    {
        R share = R.Of(1.0) / left;
        R rest = Bounds<R, W>.Max(R.Of(1.0) - share, R.Of(0.0));
        return R.Fma(R.Sqrt(law.Variance * rest), normal, ahead * share);
    }

    // Trades of u in the log of the price: those up keep s u / 2, those down less by the band,
    // and either gives arbitrageurs s u^2 / 4 at the market's price.
    [MethodImpl(Inline)]
    private static void Add(
        R input, R quarter, R moved, R sum, R squares, ref Trades all)
    {
        R kept = (sum + moved) + ((sum - moved - (squares * R.Of(0.5))) / input);
        all.Kept += Bounds<R, W>.Max(quarter * kept, R.Of(0.0));
        all.Profit += quarter * squares * (R.Of(0.5) * (input + R.Of(1.0)));
    }

    // A jump, or what sales did to the market, is one trade to the edge of the band.
    [MethodImpl(Inline)]
    private static void Jump(
        in BlockLaw<R, W> law, R band, R input, R market, ref R log, ref R root, ref Trades all)
    {
        R none = R.Of(0.0);
        R distance = market - log;
        W buys = R.Less(none, distance);
        W trade = R.Less(law.Barrier * R.Of(1.000001), Bounds<R, W>.Abs(distance));
        R target = market - R.Select(buys, band, -band);
        R growth = R.ExpM1((target - log) * R.Of(0.5));
        R move = root * growth;
        R kept = R.Select(buys, move, -(R.Fma(move, growth, move) / input));
        R profit = move * growth * R.Select(buys, input, R.Of(1.0));
        all.Kept += R.Select(trade, kept, none);
        all.Profit += R.Select(trade, profit, none);
        all.Count += R.Select(trade, R.Of(1.0), none);
        log = R.Select(trade, target, log);
        root = R.Select(trade, R.ExpInLoop(log * R.Of(0.5)), root);
    }
}
