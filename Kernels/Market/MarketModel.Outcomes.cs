using GpuRisk.Kernels.Depeg;
using GpuRisk.Kernels.ImpermanentLoss;
using GpuRisk.Kernels.Liquidation;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Market;

/// <content>What a path's outcomes are.</content>
public readonly partial struct MarketModel<R, W, C>
{
    private static void Emit(C context)
    {
        PriceProcess<R, W, C>.Emit(context);
        LiquidationModel<R, W, C>.Emit(context);
        int metrics = Joint(context, JointTable.Header.Metrics);
        context.Emit(metrics, R.Of(1.0));
        for (int asset = 0; asset < context.Integer(PriceHeader.PlaceOf.Assets); asset++)
        {
            context.Emit(
                metrics + 1 + asset,
                R.ExpM1(PriceProcess<R, W, C>.LastLog(context, asset)));
        }

        for (int coin = 0; coin < Coins(context); coin++)
        {
            Stablecoin<R, W, C>.Emit(context, Coin(context, coin));
        }

        for (int pool = 0; pool < Pools(context); pool++)
        {
            ImpermanentLossModel<R, W, C>.Emit(context, Pool(context, pool));
        }

        for (int farm = 0; farm < Joint(context, JointTable.Header.Farms); farm++)
        {
            Farm<R, W, C>.Emit(context, Farm(context, farm));
        }

        EmitTokens(context);
        for (int habit = 0; habit < Joint(context, JointTable.Header.Habits); habit++)
        {
            Habit<R, W, C>.Emit(context, Habit(context, habit));
        }

        int gas = Joint(context, JointTable.Header.Gas);
        if (gas >= 0)
        {
            GasProcess<R, W, C>.Emit(context, gas);
        }

        int regulation = Joint(context, JointTable.Header.Regulation);
        if (regulation >= 0)
        {
            Regulator<R, W, C>.Emit(context, regulation);
        }
    }

    private static void EmitTokens(C context)
    {
        for (int i = 0; i < Joint(context, JointTable.Header.Tokens); i++)
        {
            int token = Token(context, i);
            for (int j = 0; j < context.Integer(token + TokenTable.Row.Allocations); j++)
            {
                Allocation<R, W, C>.Emit(context, Allocation(context, token, j), token);
            }
        }

        for (int bond = 0; bond < Joint(context, JointTable.Header.Bonds); bond++)
        {
            Bond<R, W, C>.Emit(context, Bond(context, bond));
        }

        for (int vote = 0; vote < Joint(context, JointTable.Header.Votes); vote++)
        {
            FeeVote<R, W, C>.Emit(context, Vote(context, vote));
        }
    }
}
