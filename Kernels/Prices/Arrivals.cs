using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Prices;

/// <summary>
/// Jumps of prices at the arrivals of Poisson processes. The time between two is exponential, so
/// that random numbers are drawn for each jump and not for each step, which seldom has one.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Arrivals<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // Far beyond any horizon: what waits so long never comes.
    private const double Never = 1 << 30;

    /// <summary>Draws the first arrival.</summary>
    public static void Begin(C context, int row)
    {
        ArrivalRow arrivals = ArrivalRow.Read(context, row);
        var none = new ArrivalState<R>
        {
            Step = R.FromBits(W.Of(0)),
            Place = R.Of(0.0),
            Drawn = R.FromBits(W.Of(0)),
        };
        PhiloxWords<W> words = Stream(context, arrivals.Stream).At(R.ToBits(none.Drawn));
        After(none, Gap(in words) * context.Real(arrivals.MeanGap))
            .Store(context, arrivals.State);
        if (arrivals.Marks >= 0)
        {
            Marks<R, W, C>.Begin(context, arrivals.Marks);
        }
    }

    /// <summary>Where the sizes of an asset's jumps in a block of steps stand.</summary>
    /// <param name="context">The context.</param>
    /// <param name="buffers">The first of the asset's buffers of sizes.</param>
    /// <param name="first">The block's first step.</param>
    [MethodImpl(Inline)]
    public static int Sizes(C context, int buffers, int first) =>
        Buffers<R, W, C>.Slot(context, buffers) + (first % (ArrivalRow.BlocksAhead * R.BlockSteps));

    /// <summary>Draws the jumps of several blocks of steps where the first of them begins. Paths
    /// side by side wait for the one that jumps most often; over many steps they are more alike.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="header">The prices' header.</param>
    /// <param name="first">The first step of a block.</param>
    public static void DrawAhead(C context, PriceHeader header, int first)
    {
        int window = ArrivalRow.BlocksAhead * R.BlockSteps;
        if (first % window != 0)
        {
            return;
        }

        for (int asset = 0; asset < header.Assets; asset++)
        {
            int row = PriceProcess<R, W, C>.Row(asset);
            if (context.Integer(row + AssetRow.PlaceOf.Jumps) != 0)
            {
                Slots<R, W, C>.Clear(
                    context,
                    Sizes(context, context.Integer(row + AssetRow.PlaceOf.Sizes), first), window);
            }
        }

        for (int i = 0; i < header.Moves; i++)
        {
            Move(context, header.MoveRows + (i * StatedMoveRow.Width), first, window);
        }

        for (int i = 0; i < header.Arrivals; i++)
        {
            Draw(
                context, header.ArrivalRows + (i * ArrivalRow.Width), first,
                Math.Min(header.Steps - first, window));
        }
    }

    private static void Move(C context, int row, int first, int count)
    {
        StatedMoveRow move = StatedMoveRow.Read(context, row);
        int sizes = Sizes(
            context, context.Integer(move.Asset + AssetRow.PlaceOf.Sizes), first);
        int end = Math.Min(move.First + move.Steps - first, count);
        for (int i = Math.Max(move.First - first, 0); i < end; i++)
        {
            Slots<R, W, C>.Add(context, sizes + i, context.Real(move.Size));
        }
    }

    private static void Draw(C context, int row, int first, int count)
    {
        ArrivalRow arrivals = ArrivalRow.Read(context, row);
        ArrivalState<R> next = ArrivalState<R>.Load(context, arrivals.State);
        R meanGap = context.Real(arrivals.MeanGap);
        R end = R.FromInt32(W.Of((uint)(first + count)));
        Philox<W, C> stream = Stream(context, arrivals.Stream);
        W due = IsBefore(next, end);
        while (W.Any(due))
        {
            PhiloxWords<W> words = stream.At(R.ToBits(next.Drawn));
            W place = R.ToBits(next.Step) - W.Of((uint)first);
            DrawFactors(context, arrivals, in words, next.Drawn);
            if (arrivals.Marks >= 0)
            {
                context.Store(
                    arrivals.Normals,
                    Marks<R, W, C>.Draw(
                        context, arrivals.Marks, arrivals.Stream, R.ToBits(next.Drawn), due));
            }

            AddJumps(
                context, arrivals, place, next.Place, Counts(context, arrivals, place, due));
            ArrivalState<R> after = After(next, Gap(in words) * meanGap);
            next.Step = R.Select(due, after.Step, next.Step);
            next.Place = R.Select(due, after.Place, next.Place);
            next.Drawn = R.Select(due, after.Drawn, next.Drawn);
            due = IsBefore(next, end);
        }

        next.Store(context, arrivals.State);
    }

    // Arrivals of a regime come all the time, and count while it lasts.
    private static W Counts(C context, ArrivalRow arrivals, W place, W due)
    {
        if (arrivals.Regime < 0)
        {
            return due;
        }

        int regimes = context.Integer(PriceHeader.PlaceOf.Regimes);
        R regime = context.Load(
            Buffers<R, W, C>.Slot(context, context.Integer(regimes + RegimeRow.PlaceOf.Ahead)),
            place, due);
        R counted = R.FromInt32(W.Of((uint)arrivals.Regime));
        return due & R.LessOrEqual(regime, counted) & R.LessOrEqual(counted, regime);
    }

    [MethodImpl(Inline)]
    private static W IsBefore(ArrivalState<R> next, R end) =>
        R.Less(R.FromInt32(R.ToBits(next.Step)), end);

    [MethodImpl(Inline)]
    private static Philox<W, C> Stream(C context, int stream) =>
        Block<R, W, C>.Stream(context, (uint)stream);

    // Whole steps and the rest apart, so that the rest keeps its digits.
    [MethodImpl(Inline)]
    private static ArrivalState<R> After(ArrivalState<R> last, R gap)
    {
        R wait = Bounds<R, W>.Min(last.Place + gap, R.Of(Never));
        W whole = R.ToWord(wait);
        return new()
        {
            Step = R.FromBits(R.ToBits(last.Step) + whole),
            Place = wait - R.FromInt32(whole),
            Drawn = R.FromBits(R.ToBits(last.Drawn) + W.Of(1)),
        };
    }

    // -ln(1 - u) for a uniform u of 62 bits where it is small: what is rare comes after a small
    // part of the mean gap. By ln(1 - u) u / ((1 - u) - 1), rounding cancels (Kahan).
    [MethodImpl(Inline)]
    private static R Gap(in PhiloxWords<W> words)
    {
        R one = R.Of(1.0);
        R uniform = Bounds<R, W>.Min(
            FineUniforms<R, W>.Of(words.Word0, words.Word1), R.Of(1 - (1.0 / (1 << 24))));
        R rest = one - uniform;
        W tiny = R.LessOrEqual(one, rest);
        R safe = R.Select(tiny, R.Of(0.5), rest);
        return R.Select(tiny, uniform, R.Log(safe) * uniform / (safe - one));
    }

    // Two normals come with the arrival, further ones four at a time.
    private static void DrawFactors(
        C context, ArrivalRow arrivals, in PhiloxWords<W> words, R drawn)
    {
        R radius = R.Rayleigh(words.Word2);
        R.SinCosTurns(words.Word3, out R sine, out R cosine);
        context.Store(arrivals.Normals, radius * cosine);
        context.Store(arrivals.Normals + 1, radius * sine);
        for (int factor = 2; factor < arrivals.Factors; factor += 4)
        {
            PhiloxWords<W> more =
                Stream(context, arrivals.Stream + 1 + (factor >> 2)).At(R.ToBits(drawn));
            Normals<R, W>.Four(
                in more, out R first, out R second, out R third, out R fourth);
            context.Store(arrivals.Normals + factor, first);
            context.Store(arrivals.Normals + factor + 1, second);
            context.Store(arrivals.Normals + factor + 2, third);
            context.Store(arrivals.Normals + factor + 3, fourth);
        }
    }

    // At a step and a place within it.
    private static void AddJumps(C context, ArrivalRow arrivals, W step, R place, W due)
    {
        for (int i = 0; i < arrivals.Members; i++)
        {
            JumpRow jump = JumpRow.Read(context, arrivals.MemberRows + (i * JumpRow.Width));
            AssetRow asset = AssetRow.Read(context, jump.Asset);
            R size = context.Real(jump.Sizes);
            for (int factor = 0; factor < arrivals.Factors; factor++)
            {
                size = R.Fma(
                    context.Load(arrivals.Normals + factor),
                    context.Real(jump.Sizes + 1 + factor), size);
            }

            if (asset.Forgets >= 0)
            {
                // What is left of it at the step's end.
                R rate = context.Real(asset.Forgets + ReversionTerms.Rate);
                size *= R.Exp(R.Fma(place, rate, -rate));
            }

            context.AddTo(Buffers<R, W, C>.Slot(context, asset.Sizes), step, due, size);
            Slots<R, W, C>.Add(
                context, asset.State + AssetState.Jumps, Bounds<R, W>.Indicator(due));
        }
    }
}
