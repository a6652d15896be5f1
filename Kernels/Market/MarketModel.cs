using GpuRisk.Kernels.Depeg;
using GpuRisk.Kernels.ImpermanentLoss;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Liquidation;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Market;

/// <summary>
/// One market in which everything meets: stablecoins, lending, pools, farms, tokens, gas and
/// regulators under common prices. It writes what each mechanism did; a ledger turns that into
/// who paid whom.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public readonly partial struct MarketModel<R, W, C> : IModel<C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <inheritdoc/>
    public static void Simulate(C context)
    {
        int steps = context.Integer(PriceHeader.PlaceOf.Steps);
        Begin(context);
        for (int first = 0; first < steps; first += R.BlockSteps)
        {
            int length = Math.Min(steps - first, R.BlockSteps);
            PriceProcess<R, W, C>.Advance(context, first, length);
            for (int coin = 0; coin < Coins(context); coin++)
            {
                Stablecoin<R, W, C>.Draw(context, coin, Coin(context, coin), first, length);
            }

            for (int i = 0; i < length; i++)
            {
                if (i % Block<R, W, C>.Steps == 0)
                {
                    Draw(context, (first + i) / Block<R, W, C>.Steps);
                }

                Step(context, first + i, i);
                if (first + i + 1 < steps)
                {
                    Settle(context);
                }
            }
        }

        Emit(context);
    }

    private static void Begin(C context)
    {
        PriceProcess<R, W, C>.Begin(context);
        int gas = Joint(context, JointTable.Header.Gas);
        if (gas >= 0)
        {
            GasProcess<R, W, C>.Begin(context, gas);
        }

        int regulation = Joint(context, JointTable.Header.Regulation);
        if (regulation >= 0)
        {
            Regulator<R, W, C>.Begin(context, regulation);
        }

        LiquidationModel<R, W, C>.Begin(context);
        for (int coin = 0; coin < Coins(context); coin++)
        {
            Stablecoin<R, W, C>.Begin(context, Coin(context, coin));
        }

        for (int pool = 0; pool < Pools(context); pool++)
        {
            ImpermanentLossModel<R, W, C>.Begin(context, Pool(context, pool));
        }

        for (int farm = 0; farm < Joint(context, JointTable.Header.Farms); farm++)
        {
            Farm<R, W, C>.Begin(context, Farm(context, farm));
        }

        BeginTokens(context);
        for (int habit = 0; habit < Joint(context, JointTable.Header.Habits); habit++)
        {
            Habit<R, W, C>.Begin(context, Habit(context, habit));
        }
    }

    private static void BeginTokens(C context)
    {
        for (int i = 0; i < Joint(context, JointTable.Header.Tokens); i++)
        {
            int token = Token(context, i);
            TokenMarket<R, W, C>.Begin(context, token);
            for (int j = 0; j < context.Integer(token + TokenTable.Row.Allocations); j++)
            {
                Allocation<R, W, C>.Begin(context, Allocation(context, token, j));
            }
        }

        for (int bond = 0; bond < Joint(context, JointTable.Header.Bonds); bond++)
        {
            Bond<R, W, C>.Begin(context, Bond(context, bond));
        }

        for (int vote = 0; vote < Joint(context, JointTable.Header.Votes); vote++)
        {
            FeeVote<R, W, C>.Begin(context, Vote(context, vote));
        }
    }

    private static void Draw(C context, int block)
    {
        for (int pool = 0; pool < Pools(context); pool++)
        {
            Pool<R, W, C>.Draw(context, block, pool, Pool(context, pool));
        }

        int gas = Joint(context, JointTable.Header.Gas);
        if (gas >= 0)
        {
            GasProcess<R, W, C>.Draw(context, block, gas);
        }

        int regulation = Joint(context, JointTable.Header.Regulation);
        if (regulation >= 0)
        {
            Regulator<R, W, C>.Draw(context, block, regulation);
        }

        for (int farm = 0; farm < Joint(context, JointTable.Header.Farms); farm++)
        {
            Farm<R, W, C>.Draw(context, block, farm, Farm(context, farm));
        }
    }

    // Pegs first, because assets follow them; then what gas costs; then all who trade.
    private static void Step(C context, int step, int i)
    {
        for (int coin = 0; coin < Coins(context); coin++)
        {
            Stablecoin<R, W, C>.Advance(
                context, coin, Coin(context, coin), step - i, i, 1);
        }

        FollowPegs(context, i);
        W shock = W.Of(0);
        int regulation = Joint(context, JointTable.Header.Regulation);
        if (regulation >= 0)
        {
            shock = Regulator<R, W, C>.Step(context, regulation, i);
        }

        int gas = Joint(context, JointTable.Header.Gas);
        if (gas >= 0)
        {
            GasProcess<R, W, C>.Step(context, gas, i, shock);
        }

        LiquidationModel<R, W, C>.Step(context, step, i);
        for (int pool = 0; pool < Pools(context); pool++)
        {
            ImpermanentLossModel<R, W, C>.Step(context, Pool(context, pool), step, i);
        }

        StepTokens(context, step, i);
        for (int farm = 0; farm < Joint(context, JointTable.Header.Farms); farm++)
        {
            Farm<R, W, C>.Step(context, Farm(context, farm), step, i);
        }

        for (int habit = 0; habit < Joint(context, JointTable.Header.Habits); habit++)
        {
            Habit<R, W, C>.Step(context, Habit(context, habit), step);
        }
    }

    private static void FollowPegs(C context, int i)
    {
        int rows = Joint(context, JointTable.Header.PeggedRows);
        for (int j = 0; j < Joint(context, JointTable.Header.Peggeds); j++)
        {
            int coin = context.Integer(rows + (2 * j) + 1);
            R log = context.Load(
                context.Integer(coin + StablecoinRow.PlaceOf.State) + StablecoinState.Log);
            PriceProcess<R, W, C>.Follow(context, context.Integer(rows + (2 * j)), i, log);
        }
    }

    private static void StepTokens(C context, int step, int i)
    {
        for (int j = 0; j < Joint(context, JointTable.Header.Tokens); j++)
        {
            int token = Token(context, j);
            TokenMarket<R, W, C>.Quote(context, token, i);
            for (int k = 0; k < context.Integer(token + TokenTable.Row.Allocations); k++)
            {
                Allocation<R, W, C>.Step(
                    context, Allocation(context, token, k), token, step);
            }
        }

        for (int bond = 0; bond < Joint(context, JointTable.Header.Bonds); bond++)
        {
            Bond<R, W, C>.Step(context, Bond(context, bond));
        }

        for (int vote = 0; vote < Joint(context, JointTable.Header.Votes); vote++)
        {
            FeeVote<R, W, C>.Step(context, Vote(context, vote), step);
        }
    }

    // What sales and interventions of this step do to the prices of the next.
    private static void Settle(C context)
    {
        int offsets = context.Integer(PriceHeader.PlaceOf.Offsets);
        int regulation = Joint(context, JointTable.Header.Regulation);
        for (int asset = 0; asset < context.Integer(PriceHeader.PlaceOf.Assets); asset++)
        {
            context.Store(
                offsets + asset,
                regulation < 0
                    ? R.Of(0.0)
                    : Regulator<R, W, C>.Fall(context, regulation, asset));
        }

        LiquidationModel<R, W, C>.Settle(context);
        for (int token = 0; token < Joint(context, JointTable.Header.Tokens); token++)
        {
            TokenMarket<R, W, C>.Settle(context, Token(context, token));
        }
    }
}
