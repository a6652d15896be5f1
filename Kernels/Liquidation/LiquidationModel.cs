using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Liquidation;

/// <summary>Lending markets whose loans are liquidated as prices fall or interest grows.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public readonly struct LiquidationModel<R, W, C> : IModel<C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <inheritdoc/>
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

    /// <summary>Liquidates what a step makes unhealthy.</summary>
    internal static void Step(C context, int step, int i)
    {
        // All barriers are watched before prices jump, and all health factors after: each sale
        // goes into what the sales before it left, so that the order of loans matters.
        Value(context, step, false);
        WatchBetween(context, step);
        bool jumps = PriceProcess<R, W, C>.Jumps(context, i);
        if (jumps)
        {
            Value(context, step, true);
        }

        WatchEnd(context, step, jumps);
    }

    /// <summary>Writes the outcomes of all loans.</summary>
    internal static void Emit(C context)
    {
        LendingHeader header = Header(context);
        for (int i = 0; i < header.Portfolios; i++)
        {
            LoanPortfolio<R, W, C>.Close(context, header.PortfolioRows + (i * LoanPortfolioRow.Width));
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
            LendingMarket<R, W, C>.Begin(context, header.MarketRows + (i * LendingMarketRow.Width));
        }

        for (int i = 0; i < header.Portfolios; i++)
        {
            LoanPortfolio<R, W, C>.Begin(context, header.PortfolioRows + (i * LoanPortfolioRow.Width));
        }
    }

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

    private static void WatchBetween(C context, int step)
    {
        LendingHeader header = Header(context);
        for (int i = 0; i < header.Portfolios; i++)
        {
            LoanPortfolio<R, W, C>.WatchBetween(
                context, header.PortfolioRows + (i * LoanPortfolioRow.Width), step);
        }
    }

    private static void WatchEnd(C context, int step, bool jumped)
    {
        LendingHeader header = Header(context);
        for (int i = 0; i < header.Portfolios; i++)
        {
            LoanPortfolio<R, W, C>.WatchEnd(
                context, header.PortfolioRows + (i * LoanPortfolioRow.Width), step, jumped);
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
            LendingMarket<R, W, C>.Settle(context, header.MarketRows + (i * LendingMarketRow.Width));
        }
    }
}
