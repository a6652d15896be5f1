using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Tokens;

namespace GpuRisk.Kernels.Farms;

/// <summary>
/// Wallets of a class that claim a farm's rewards, at the times when they look and where the
/// reward is worth the gas. What is not worth it by the horizon is never claimed.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Claims<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Puts all to their start.</summary>
    public static void Begin(C context, int row)
    {
        ClaimsRow claims = ClaimsRow.Read(context, row);
        context.Store(claims.First, R.Of(0.0));
        for (int i = 0; i < claims.Groups; i++)
        {
            default(ClaimState<R>).Store(
                context, claims.GroupStates + (i * ClaimState.Width));
        }
    }

    /// <summary>Looks at the rewards where a step is due.</summary>
    public static void Step(C context, int row, int farm, int step)
    {
        int entry = context.Integer(row + ClaimsRow.PlaceOf.Entry);
        if (step == entry - 1)
        {
            Enter(context, row, farm);
        }

        bool due = (step + 1) % context.Integer(row + ClaimsRow.PlaceOf.Every) == 0
            || step + 1 == context.Integer(PriceHeader.PlaceOf.Steps);
        if (due && step >= entry)
        {
            Claim(context, row, farm);
        }
    }

    private static void Enter(C context, int row, int farm)
    {
        ClaimsRow claims = ClaimsRow.Read(context, row);
        R index = Index(context, farm);
        context.Store(claims.First, index);
        for (int i = 0; i < claims.Groups; i++)
        {
            context.Store(
                claims.GroupStates + (i * ClaimState.Width) + ClaimState.Index, index);
        }
    }

    private static R Index(C context, int farm) => context.Load(
        context.Integer(farm + FarmRow.PlaceOf.State) + FarmState.Index);

    // Groups sell one after the other, each into what those before it have left.
    private static void Claim(C context, int row, int farm)
    {
        ClaimsRow claims = ClaimsRow.Read(context, row);
        ClaimsTerms<R> terms = ClaimsTerms<R>.Read(context, claims.Terms);
        TokenRow token = TokenRow.Read(context, context.Integer(farm + FarmRow.PlaceOf.Token));
        R gas = GasPrice<R, W, C>.Of(context, terms.Gas);
        R index = Index(context, farm);
        R price = context.Load(token.State + TokenState.Price);
        R impact = context.Real(token.Terms + TokenTerms.ImpactPerUsd);
        R sold = context.Load(token.State + TokenState.Sold);
        R fallen = context.Load(token.State + TokenState.Fallen);
        int state = claims.GroupStates;
        for (int i = 0; i < claims.Groups; i++)
        {
            int group = claims.GroupTerms + (i * ClaimTerms.Width);
            R last = context.Load(state + ClaimState.Index);
            R reward = context.Real(group + ClaimTerms.Stake) * (index - last) * price;
            W takes = R.Less(R.Of(0.0), reward)
                & Ties<R, W>.AtMost(gas, reward * terms.Tolerance);
            if (W.Any(takes))
            {
                R taken = R.Select(takes, reward, R.Of(0.0));
                R usd = taken * terms.SoldShare * context.Real(group + ClaimTerms.Wallets);
                sold += usd;
                Slots<R, W, C>.Add(
                    context, state + ClaimState.Slippage,
                    TokenMarket<R, W, C>.Sell(usd, impact, ref fallen));
                context.Store(state + ClaimState.Index, R.Select(takes, index, last));
                Slots<R, W, C>.Add(context, state + ClaimState.Reward, taken);
                Slots<R, W, C>.Add(context, state + ClaimState.Gas, takes, gas);
            }

            state += ClaimState.Width;
        }

        context.Store(token.State + TokenState.Sold, sold);
        context.Store(token.State + TokenState.Fallen, fallen);
    }

    /// <summary>Writes the outcomes.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The row.</param>
    /// <param name="price">The reward's price at the end, USD.</param>
    public static void Emit(C context, int row, R price)
    {
        ClaimsRow claims = ClaimsRow.Read(context, row);
        R kept = R.Of(1.0) - context.Real(claims.Terms + ClaimsTerms.SoldShare);
        R first = context.Load(claims.First);
        for (int i = 0; i < claims.Groups; i++)
        {
            ClaimTerms<R> terms = ClaimTerms<R>.Read(
                context, claims.GroupTerms + (i * ClaimTerms.Width));
            ClaimState<R> state = ClaimState<R>.Load(
                context, claims.GroupStates + (i * ClaimState.Width));
            R tokens = terms.Stake * (state.Index - first) * kept;
            new ClaimOutcomes<R>
            {
                Reward = state.Reward,
                Gas = state.Gas,
                Revaluation = (tokens * price) - (state.Reward * kept),
                Slippage = state.Slippage / terms.Wallets,
                Tokens = tokens,
            }.Emit(context, claims.GroupOutcomes + (i * ClaimOutcomes.Width));
        }
    }
}
