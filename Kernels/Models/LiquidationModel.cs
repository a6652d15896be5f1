using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Lending;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Models;

/// <summary>Lending markets whose loans are liquidated as prices fall or interest grows.</summary>
public readonly struct LiquidationModel : IModel
{
    static void IModel.Simulate<R, W, C>(C context) =>
        LiquidationModel<R, W, C>.Simulate(context);
}

/// <summary>The model's code.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class LiquidationModel<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Simulates the context's paths.</summary>
    public static void Simulate(C context)
    {
        PriceProcess<R, W, C>.Begin(context);
        Begin(context);
        int steps = context.Integer(PriceHeader.PlaceOf.Steps);
        for (int step = 0; step < steps; step++)
        {
            int i = step % R.BlockSteps;
            if (i == 0)
            {
                PriceProcess<R, W, C>.Advance(
                    context, step, Math.Min(steps - step, R.BlockSteps));
            }

            Step(context, step, i);
            if (step + 1 < steps)
            {
                ClearOffsets(context);
                Settle(context);
            }
        }

        PriceProcess<R, W, C>.Emit(context);
        Emit(context);
    }

    // When loans are looked at: at the start, before the first step; between two steps; and at the
    // second of them.
    private const int AtStart = 0;
    private const int Between = 1;
    private const int AtEnd = 2;

    /// <summary>Liquidates what a step makes unhealthy, and before the first what is under water.
    /// </summary>
    internal static void Step(C context, int step, int i)
    {
        if (i == 0)
        {
            Draw(context, step);
        }

        // All barriers are watched before prices jump, and all health factors after: each sale
        // goes into what the sales before it left, so that the order of loans matters. One loop,
        // so that the code of a look stands once in a kernel.
        bool counts = Header(context).CountsInterest != 0;
        bool isValued = false;
        for (int moment = step == 0 ? AtStart : Between; moment <= AtEnd; moment++)
        {
            bool jumps = moment == AtEnd && PriceProcess<R, W, C>.Jumps(context, i);
            bool looks = moment == AtStart || (moment == Between
                ? Follow(context, step)
                : Arrive(context, step, jumps));
            bool values = moment != AtStart
                && (moment == Between || jumps ? looks || counts : looks && !isValued);
            if (values)
            {
                Value(context, step, jumps);
                isValued = true;
            }

            if (moment == Between && counts)
            {
                CountInterest(context, step);
            }

            if (looks)
            {
                Watch(context, step, moment == Between, jumps);
            }
        }
    }

    private static void Draw(C context, int step)
    {
        LendingHeader header = Header(context);
        for (int i = 0; i < header.Crossings; i++)
        {
            Crossings<R, W, C>.Draw(
                context, header.CrossingRows + (i * CrossingRow.Width), step);
        }
    }

    // Whether any loan has to be looked at between the steps.
    private static bool Follow(C context, int step)
    {
        LendingHeader header = Header(context);
        W near = W.Of(0);
        for (int i = 0; i < header.Pairs; i++)
        {
            near |= LendingPair<R, W, C>.Follow(
                context, header.PairRows + (i * LendingPairRow.Width), step);
        }

        return header.Mixed != 0 || W.Any(near);
    }

    // Whether any loan has to be looked at at the step's end.
    private static bool Arrive(C context, int step, bool jumped)
    {
        LendingHeader header = Header(context);
        W near = W.Of(0);
        for (int i = 0; i < header.Pairs; i++)
        {
            near |= LendingPair<R, W, C>.Arrive(
                context, header.PairRows + (i * LendingPairRow.Width), step, jumped);
        }

        return header.Mixed != 0 || W.Any(near);
    }

    private static void CountInterest(C context, int step)
    {
        LendingHeader header = Header(context);
        for (int i = 0; i < header.Portfolios; i++)
        {
            LoanPortfolio<R, W, C>.CountInterest(
                context, header.PortfolioRows + (i * LoanPortfolioRow.Width), step);
        }
    }

    private static void Watch(C context, int step, bool between, bool moved)
    {
        LendingHeader header = Header(context);
        for (int i = 0; i < header.Pairs; i++)
        {
            LendingPair<R, W, C>.Measure(
                context, header.PairRows + (i * LendingPairRow.Width), between);
        }

        bool changes = false;
        int count = header.Bands + header.Lists;
        for (int i = Next(context, 0); i < count; i = Next(context, i + 1))
        {
            // A list's bands have what it gives away.
            int rows = header.BandRows + (i * LoanBandRow.Width);
            int bands = 1;
            int list = header.ListRows + ((i - header.Bands) * LoanListRow.Width);
            bool isList = i >= header.Bands;
            if (isList)
            {
                rows = context.Integer(list + LoanListRow.PlaceOf.BandRows);
                bands = LoanList<R, W, C>.Watch(context, list, step, between);
            }

            for (int j = 0; j < bands; j++)
            {
                int row = rows + (j * LoanBandRow.Width);
                W near = LoanBand<R, W, C>.IsNear(context, row, step, between, moved);
                if (W.Any(near))
                {
                    changes |= LoanBand<R, W, C>.Watch(context, row, step, between, near);
                }
            }

            if (isList)
            {
                changes |= LoanList<R, W, C>.Gauge(context, list, bands);
            }
        }

        if (changes)
        {
            Gauge(context);
        }
    }

    // Lists are all looked at.
    private static int Next(C context, int i)
    {
        LendingHeader header = Header(context);
        return i < header.Bands
            ? LoanBand<R, W, C>.Next(context, header.BandRows, i, header.Bands)
            : i;
    }

    private static void Gauge(C context)
    {
        LendingHeader header = Header(context);
        for (int i = 0; i < header.Pairs; i++)
        {
            LendingPair<R, W, C>.Gauge(
                context, header.PairRows + (i * LendingPairRow.Width), header.BandRows,
                header.Bands, header.ListRows, header.Lists);
        }
    }

    /// <summary>Writes the outcomes of all loans.</summary>
    internal static void Emit(C context)
    {
        LendingHeader header = Header(context);
        Value(context, context.Integer(PriceHeader.PlaceOf.Steps) - 1, true);
        for (int i = 0; i < header.Portfolios; i++)
        {
            LoanPortfolio<R, W, C>.Close(
                context, header.PortfolioRows + (i * LoanPortfolioRow.Width));
        }

        for (int i = 0; i < header.Groups; i++)
        {
            LoanGroup<R, W, C>.Emit(context, header.GroupRows + (i * LoanGroupRow.Width));
        }
    }

    /// <summary>Puts all markets and loans to their start.</summary>
    internal static void Begin(C context)
    {
        ClearOffsets(context);
        LendingHeader header = Header(context);
        for (int i = 0; i < header.Markets; i++)
        {
            LendingMarket<R, W, C>.Begin(
                context, header.MarketRows + (i * LendingMarketRow.Width));
        }

        for (int i = 0; i < header.Pairs; i++)
        {
            LendingPair<R, W, C>.Begin(context, header.PairRows + (i * LendingPairRow.Width));
        }

        for (int i = 0; i < header.Portfolios; i++)
        {
            LoanPortfolio<R, W, C>.Begin(
                context, header.PortfolioRows + (i * LoanPortfolioRow.Width));
        }

        Gauge(context);
    }

    // Read where it is needed: whatever lives through the loops over loans costs registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LendingHeader Header(C context) =>
        LendingHeader.Read(context, context.Integer(PriceHeader.PlaceOf.Model));

    private static void Value(C context, int step, bool jumped)
    {
        LendingHeader header = Header(context);
        for (int i = 0; i < header.Markets; i++)
        {
            LendingMarket<R, W, C>.Value(
                context, header.MarketRows + (i * LendingMarketRow.Width), step, jumped);
        }
    }

    // An impact is the asset's, whichever market it was sold in.
    private static void ClearOffsets(C context)
    {
        int offsets = context.Integer(PriceHeader.PlaceOf.Offsets);
        for (int asset = 0; asset < context.Integer(PriceHeader.PlaceOf.Assets); asset++)
        {
            context.Store(offsets + asset, R.Of(0.0));
        }
    }

    /// <summary>Adds what liquidators sold to the assets' offsets.</summary>
    internal static void Settle(C context)
    {
        LendingHeader header = Header(context);
        for (int i = 0; i < header.Markets; i++)
        {
            LendingMarket<R, W, C>.Settle(
                context, header.MarketRows + (i * LendingMarketRow.Width));
        }
    }
}
