using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Tokens;

/// <summary>
/// Where tokens are sold. Sales move the price that the next step sees, and the move decays.
/// A seller also loses half of his own sale's impact.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class TokenMarket<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // From here on a sale's loss is told by an exponential.
    private const double LeastLarge = 1.0 / 32.0;

    /// <summary>Puts a token to its start.</summary>
    public static void Begin(C context, int row)
    {
        TokenRow token = TokenRow.Read(context, row);
        new TokenState<R>
        {
            Price = context.Real(token.Terms + TokenTerms.Price),
            Impact = R.Of(0.0),
            Sold = R.Of(0.0),
            Fallen = R.Of(0.0),
        }.Store(context, token.State);
    }

    /// <summary>Takes the price at the end of a step.</summary>
    public static void Quote(C context, int row, int i)
    {
        TokenRow token = TokenRow.Read(context, row);
        R log = PriceProcess<R, W, C>.MarketLog(context, token.Asset, i);
        context.Store(
            token.State + TokenState.Price,
            context.Real(token.Terms + TokenTerms.Price) * R.Exp(log));
    }

    /// <summary>The price, USD.</summary>
    public static R Price(C context, int row) => context.Load(
        context.Integer(row + TokenRow.PlaceOf.State) + TokenState.Price);

    /// <summary>Sells tokens worth an amount at the price and tells what is lost to slippage, USD:
    /// the same whether it is sold at once or in parts.</summary>
    public static R Sell(C context, int row, R usd)
    {
        TokenRow token = TokenRow.Read(context, row);
        R fallen = context.Load(token.State + TokenState.Fallen);
        R lost = Sell(usd, context.Real(token.Terms + TokenTerms.ImpactPerUsd), ref fallen);
        context.Store(token.State + TokenState.Fallen, fallen);
        Slots<R, W, C>.Add(context, token.State + TokenState.Sold, usd);
        return lost;
    }

    /// <summary>The same, where the caller keeps what is sold and by what part the price has
    /// fallen.</summary>
    /// <remarks>A sale that lowers the log price evenly by x loses 1 - (1 - exp(-x)) / x of its
    /// value, which is told by its series where it is small, and then exp(-x) follows from it.
    /// </remarks>
    [MethodImpl(Inline)]
    public static R Sell(R usd, R impactPerUsd, ref R fallen)
    {
        R x = impactPerUsd * usd;
        R share = x * Series(x);
        W large = R.LessOrEqual(R.Of(LeastLarge), x);
        if (W.Any(large))
        {
            share = LargeShare(large, x, share);
        }

        R left = R.Of(1.0) - fallen;
        R lost = usd * R.Fma(left, share, fallen);
        fallen = R.Fma(left, R.Min(R.Fma(x, -share, x), R.Of(1.0)), fallen);
        return lost;
    }

    // 1/2! - x/3! + x^2/4! - ..., for x below 1/32 to the last bit of double precision.
    [MethodImpl(Inline)]
    private static R Series(R x)
    {
        R y = -x;
        R series = R.Fma(y, R.Of(1.0 / 40320.0), R.Of(1.0 / 5040.0));
        series = R.Fma(y, series, R.Of(1.0 / 720.0));
        series = R.Fma(y, series, R.Of(1.0 / 120.0));
        series = R.Fma(y, series, R.Of(1.0 / 24.0));
        series = R.Fma(y, series, R.Of(1.0 / 6.0));
        return R.Fma(y, series, R.Of(0.5));
    }

    private static R LargeShare(W large, R x, R share)
    {
        R one = R.Of(1.0);
        R divisor = R.Select(large, x, one);
        return R.Select(large, one + (R.ExpM1(-divisor) / divisor), share);
    }

    /// <summary>Lets a step's sales move the price of the next.</summary>
    public static void Settle(C context, int row)
    {
        TokenRow token = TokenRow.Read(context, row);
        TokenTerms<R> terms = TokenTerms<R>.Read(context, token.Terms);
        R kept = context.Load(token.State + TokenState.Impact) * terms.ImpactDecay;
        R fall = context.Load(token.State + TokenState.Sold) * terms.ImpactPerUsd;
        context.Store(token.State + TokenState.Impact, kept - fall);
        context.Store(token.State + TokenState.Sold, R.Of(0.0));
        context.Store(token.State + TokenState.Fallen, R.Of(0.0));
        Slots<R, W, C>.Add(
            context, context.Integer(PriceHeader.PlaceOf.Offsets) + token.Asset, kept - fall);
    }
}
