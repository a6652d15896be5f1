using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Market;

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
    public static void Begin(C context, int row)
    {
        int state = context.Integer(row + FarmTable.ClaimRow.State);
        Slots<R, W, C>.Clear(context, state, FarmTable.ClaimState.Width);
    }

    /// <summary>Looks at the reward where a step is due.</summary>
    public static void Step(C context, int row, int farm, int step)
    {
        int state = context.Integer(row + FarmTable.ClaimRow.State);
        int entry = context.Integer(row + FarmTable.ClaimRow.Entry);
        R index = context.Load(
            context.Integer(farm + FarmTable.Row.State) + FarmTable.State.Index);
        if (step < entry)
        {
            if (step == entry - 1)
            {
                context.Store(state + FarmTable.ClaimState.Index, index);
            }

            return;
        }

        bool due = (step + 1) % context.Integer(row + FarmTable.ClaimRow.Every) == 0
            || step + 1 == context.Integer(PriceHeader.PlaceOf.Steps);
        if (!due)
        {
            return;
        }

        int reals = context.Integer(row + FarmTable.ClaimRow.Reals);
        int token = context.Integer(farm + FarmTable.Row.Token);
        R price = TokenMarket<R, W, C>.Price(context, token);
        R gas = GasPrice<R, W, C>.Of(context, context.Real(reals + FarmTable.ClaimReal.Gas));
        R tokens = context.Real(reals + FarmTable.ClaimReal.Stake)
            * (index - context.Load(state + FarmTable.ClaimState.Index));
        R reward = tokens * price;
        W claims = R.Less(R.Of(0.0), reward) & Ties<R, W>.AtMost(
            gas, reward * context.Real(reals + FarmTable.ClaimReal.Tolerance));
        if (W.Any(claims))
        {
            Take(context, row, token, claims, index, tokens, gas);
        }
    }

    private static void Take(
        C context, int row, int token, W claims, R index, R tokens, R gas)
    {
        int reals = context.Integer(row + FarmTable.ClaimRow.Reals);
        int state = context.Integer(row + FarmTable.ClaimRow.State);
        int last = state + FarmTable.ClaimState.Index;
        R zero = R.Of(0.0);
        R price = TokenMarket<R, W, C>.Price(context, token);
        R claimed = R.Select(claims, tokens, zero);
        R sold = claimed * context.Real(reals + FarmTable.ClaimReal.SoldShare);
        R kept = claimed - sold;
        R wallets = context.Real(reals + FarmTable.ClaimReal.Wallets);
        R slippage = TokenMarket<R, W, C>.Sell(context, token, sold * price * wallets);
        context.Store(last, R.Select(claims, index, context.Load(last)));
        Slots<R, W, C>.Add(context, state + FarmTable.ClaimState.Reward, claimed * price);
        Slots<R, W, C>.Add(context, state + FarmTable.ClaimState.Gas, R.Select(claims, gas, zero));
        Slots<R, W, C>.Add(context, state + FarmTable.ClaimState.Tokens, kept);
        Slots<R, W, C>.Add(context, state + FarmTable.ClaimState.Cost, kept * price);
        Slots<R, W, C>.Add(context, state + FarmTable.ClaimState.Slippage, slippage / wallets);
    }

    /// <summary>Writes a claim's outcomes.</summary>
    public static void Emit(C context, int row, int token)
    {
        int state = context.Integer(row + FarmTable.ClaimRow.State);
        int metrics = context.Integer(row + FarmTable.ClaimRow.Metrics);
        R tokens = context.Load(state + FarmTable.ClaimState.Tokens);
        R value = tokens * TokenMarket<R, W, C>.Price(context, token);
        context.Emit(
            metrics + FarmTable.ClaimMetric.Reward,
            context.Load(state + FarmTable.ClaimState.Reward));
        context.Emit(
            metrics + FarmTable.ClaimMetric.Gas, context.Load(state + FarmTable.ClaimState.Gas));
        context.Emit(
            metrics + FarmTable.ClaimMetric.Revaluation,
            value - context.Load(state + FarmTable.ClaimState.Cost));
        context.Emit(
            metrics + FarmTable.ClaimMetric.Slippage,
            context.Load(state + FarmTable.ClaimState.Slippage));
        context.Emit(metrics + FarmTable.ClaimMetric.Tokens, tokens);
    }
}
