using GpuRisk.Kernels.Farms;
using GpuRisk.Kernels.Pools;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Shocks;
using GpuRisk.Kernels.Stablecoins;
using GpuRisk.Kernels.Tokens;

namespace GpuRisk.Kernels.Models;

/// <content>What a path's outcomes are.</content>
public static partial class MarketModel<R, W, C>
{
    private static void Emit(C context)
    {
        PriceProcess<R, W, C>.Emit(context);
        LiquidationModel<R, W, C>.Emit(context);
        int outcomes = Joint(context, MarketHeader.PlaceOf.Outcomes);
        context.Emit(outcomes, R.Of(1.0));
        for (int asset = 0; asset < context.Integer(PriceHeader.PlaceOf.Assets); asset++)
        {
            context.Emit(
                outcomes + 1 + asset,
                R.ExpM1(PriceProcess<R, W, C>.LastLog(context, asset)));
        }

        for (int coin = 0; coin < Coins(context); coin++)
        {
            Stablecoin<R, W, C>.Emit(context, Coin(context, coin));
        }

        for (int pool = 0; pool < Pools(context); pool++)
        {
            Pools<R, W, C>.Emit(context, Pool(context, pool));
        }

        for (int farm = 0; farm < Joint(context, MarketHeader.PlaceOf.Farms); farm++)
        {
            Farm<R, W, C>.Emit(context, Farm(context, farm));
        }

        EmitTokens(context);
        for (int i = 0; i < Joint(context, MarketHeader.PlaceOf.Transactions); i++)
        {
            Transactions<R, W, C>.Emit(context, Transactions(context, i));
        }

        int gas = Joint(context, MarketHeader.PlaceOf.Gas);
        if (gas >= 0)
        {
            GasProcess<R, W, C>.Emit(context, gas);
        }

        int regulation = Joint(context, MarketHeader.PlaceOf.Regulation);
        if (regulation >= 0)
        {
            Regulator<R, W, C>.Emit(context, regulation);
        }
    }

    private static void EmitTokens(C context)
    {
        for (int i = 0; i < Joint(context, MarketHeader.PlaceOf.Tokens); i++)
        {
            int token = Token(context, i);
            for (int j = 0; j < context.Integer(token + TokenRow.PlaceOf.Allocations); j++)
            {
                Allocation<R, W, C>.Emit(context, Allocation(context, token, j), token);
            }
        }

        for (int bond = 0; bond < Joint(context, MarketHeader.PlaceOf.Bonds); bond++)
        {
            Bond<R, W, C>.Emit(context, Bond(context, bond));
        }

        for (int vote = 0; vote < Joint(context, MarketHeader.PlaceOf.Votes); vote++)
        {
            FeeVote<R, W, C>.Emit(context, Vote(context, vote));
        }
    }
}
