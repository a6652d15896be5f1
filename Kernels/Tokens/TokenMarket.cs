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
    /// <summary>Puts a token to its start.</summary>
    public static void Begin(C context, int row)
    {
        TokenRow token = TokenRow.Read(context, row);
        new TokenState<R>
        {
            Price = context.Real(token.Terms + TokenTerms.Price),
            Impact = R.Of(0.0),
            Sold = R.Of(0.0),
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
        R impact = context.Real(token.Terms + TokenTerms.ImpactPerUsd);
        int sold = token.State + TokenState.Sold;
        R before = context.Load(sold);
        context.Store(sold, before + usd);
        R fallen = -(impact * before);
        return usd * R.Fma(R.Exp(fallen), LostShare(impact * usd), -R.ExpM1(fallen));
    }

    // What a sale loses that makes the log price fall evenly by x: 1 - (1 - exp(-x)) / x, by its
    // series where that would cancel.
    private static R LostShare(R x)
    {
        R one = R.Of(1.0);
        W small = R.Less(x, R.Of(0.25));
        R series = R.Fma(x, R.Of(-1.0 / 720.0), R.Of(1.0 / 120.0));
        series = R.Fma(x, -series, R.Of(1.0 / 24.0));
        series = R.Fma(x, -series, R.Of(1.0 / 6.0));
        series = x * R.Fma(x, -series, R.Of(0.5));
        R direct = one + (R.ExpM1(-x) / R.Select(small, one, x));
        return R.Select(small, series, direct);
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
        Slots<R, W, C>.Add(
            context, context.Integer(PriceHeader.PlaceOf.Offsets) + token.Asset, kept - fall);
    }
}
