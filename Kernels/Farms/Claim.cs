using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Tokens;

namespace GpuRisk.Kernels.Farms;

/// <summary>
/// Like wallets that claim a farm's rewards, at the times when they look and where the reward is
/// worth the gas. What is not worth it by the horizon is never claimed.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Claim<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Puts a claim to its start.</summary>
    public static void Begin(C context, int row) => default(ClaimState<R>).Store(
        context, context.Integer(row + ClaimRow.PlaceOf.State));

    /// <summary>Looks at the reward where a step is due.</summary>
    public static void Step(C context, int row, int farm, int step)
    {
        ClaimRow claim = ClaimRow.Read(context, row);
        R index = context.Load(
            context.Integer(farm + FarmRow.PlaceOf.State) + FarmState.Index);
        if (step < claim.Entry)
        {
            if (step == claim.Entry - 1)
            {
                context.Store(claim.State + ClaimState.Index, index);
            }

            return;
        }

        bool due = (step + 1) % claim.Every == 0
            || step + 1 == context.Integer(PriceHeader.PlaceOf.Steps);
        if (!due)
        {
            return;
        }

        ClaimTerms<R> terms = ClaimTerms<R>.Read(context, claim.Terms);
        int token = context.Integer(farm + FarmRow.PlaceOf.Token);
        R price = TokenMarket<R, W, C>.Price(context, token);
        R gas = GasPrice<R, W, C>.Of(context, terms.Gas);
        R tokens = terms.Stake
            * (index - context.Load(claim.State + ClaimState.Index));
        R reward = tokens * price;
        W claims = R.Less(R.Of(0.0), reward)
            & Ties<R, W>.AtMost(gas, reward * terms.Tolerance);
        if (W.Any(claims))
        {
            Take(context, row, token, claims, index, tokens, gas);
        }
    }

    private static void Take(
        C context, int row, int token, W claims, R index, R tokens, R gas)
    {
        ClaimRow claim = ClaimRow.Read(context, row);
        ClaimTerms<R> terms = ClaimTerms<R>.Read(context, claim.Terms);
        ClaimState<R> state = ClaimState<R>.Load(context, claim.State);
        R zero = R.Of(0.0);
        R price = TokenMarket<R, W, C>.Price(context, token);
        R claimed = R.Select(claims, tokens, zero);
        R sold = claimed * terms.SoldShare;
        R kept = claimed - sold;
        R slippage = TokenMarket<R, W, C>.Sell(context, token, sold * price * terms.Wallets);
        state.Index = R.Select(claims, index, state.Index);
        state.Reward += claimed * price;
        state.Gas += R.Select(claims, gas, zero);
        state.Tokens += kept;
        state.Cost += kept * price;
        state.Slippage += slippage / terms.Wallets;
        state.Store(context, claim.State);
    }

    /// <summary>Writes a claim's outcomes.</summary>
    public static void Emit(C context, int row, int token)
    {
        ClaimRow claim = ClaimRow.Read(context, row);
        ClaimState<R> state = ClaimState<R>.Load(context, claim.State);
        R value = state.Tokens * TokenMarket<R, W, C>.Price(context, token);
        new ClaimOutcomes<R>
        {
            Reward = state.Reward,
            Gas = state.Gas,
            Revaluation = value - state.Cost,
            Slippage = state.Slippage,
            Tokens = state.Tokens,
        }.Emit(context, claim.Outcomes);
    }
}
