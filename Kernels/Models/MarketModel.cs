using GpuRisk.Kernels.Farms;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Pools;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Shocks;
using GpuRisk.Kernels.Stablecoins;
using GpuRisk.Kernels.Tokens;

namespace GpuRisk.Kernels.Models;

/// <summary>
/// One market in which everything meets: stablecoins, lending, pools, farms, tokens, gas and
/// regulators under common prices. It writes what each mechanism did; a ledger turns that into
/// who paid whom.
/// </summary>
public readonly struct MarketModel : IModel
{
    static void IModel.Simulate<R, W, C>(C context) =>
        MarketModel<R, W, C>.Simulate(context);
}

/// <summary>The model's code.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static partial class MarketModel<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Simulates the context's paths.</summary>
    public static void Simulate(C context)
    {
        int steps = context.Integer(PriceHeader.PlaceOf.Steps);
        Begin(context);
        for (int first = 0; first < steps; first += R.BlockSteps)
        {
            int length = Math.Min(steps - first, R.BlockSteps);
            PriceProcess<R, W, C>.Advance(context, first, length);
            Draw(context, first, length);
            for (int i = 0; i < length; i++)
            {
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
        int gas = Joint(context, MarketHeader.PlaceOf.Gas);
        if (gas >= 0)
        {
            GasProcess<R, W, C>.Begin(context, gas);
        }

        int regulation = Joint(context, MarketHeader.PlaceOf.Regulation);
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
            Pools<R, W, C>.Begin(context, Pool(context, pool));
        }

        for (int farm = 0; farm < Joint(context, MarketHeader.PlaceOf.Farms); farm++)
        {
            Farm<R, W, C>.Begin(context, Farm(context, farm));
        }

        BeginTokens(context);
        for (int j = 0; j < Joint(context, MarketHeader.PlaceOf.Transactions); j++)
        {
            Transactions<R, W, C>.Begin(context, Transactions(context, j));
        }
    }

    private static void BeginTokens(C context)
    {
        for (int i = 0; i < Joint(context, MarketHeader.PlaceOf.Tokens); i++)
        {
            int token = Token(context, i);
            TokenMarket<R, W, C>.Begin(context, token);
            for (int j = 0; j < context.Integer(token + TokenRow.PlaceOf.Allocations); j++)
            {
                Allocation<R, W, C>.Begin(context, Allocation(context, token, j));
            }
        }

        for (int bond = 0; bond < Joint(context, MarketHeader.PlaceOf.Bonds); bond++)
        {
            Bond<R, W, C>.Begin(context, Bond(context, bond));
        }

        for (int vote = 0; vote < Joint(context, MarketHeader.PlaceOf.Votes); vote++)
        {
            FeeVote<R, W, C>.Begin(context, Vote(context, vote));
        }
    }

    private static void Draw(C context, int first, int count)
    {
        for (int coin = 0; coin < Coins(context); coin++)
        {
            Stablecoin<R, W, C>.Draw(context, coin, Coin(context, coin), first, count);
        }

        for (int pool = 0; pool < Pools(context); pool++)
        {
            Pool<R, W, C>.Draw(context, pool, Pool(context, pool), first, count);
        }

        int gas = Joint(context, MarketHeader.PlaceOf.Gas);
        if (gas >= 0)
        {
            GasProcess<R, W, C>.Draw(context, gas, first, count);
        }

        int regulation = Joint(context, MarketHeader.PlaceOf.Regulation);
        if (regulation >= 0)
        {
            Regulator<R, W, C>.Draw(context, regulation, first, count);
        }

        for (int farm = 0; farm < Joint(context, MarketHeader.PlaceOf.Farms); farm++)
        {
            Farm<R, W, C>.Draw(context, farm, Farm(context, farm), first, count);
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

        Peg(context, i);
        W shock = W.Of(0);
        int regulation = Joint(context, MarketHeader.PlaceOf.Regulation);
        if (regulation >= 0)
        {
            shock = Regulator<R, W, C>.Step(context, regulation, i);
        }

        int gas = Joint(context, MarketHeader.PlaceOf.Gas);
        if (gas >= 0)
        {
            GasProcess<R, W, C>.Step(context, gas, step, i, shock);
        }

        LiquidationModel<R, W, C>.Step(context, step, i);
        for (int pool = 0; pool < Pools(context); pool++)
        {
            Pools<R, W, C>.Advance(context, Pool(context, pool), step - i, i, 1);
        }

        StepTokens(context, step, i);
        for (int farm = 0; farm < Joint(context, MarketHeader.PlaceOf.Farms); farm++)
        {
            Farm<R, W, C>.Step(context, Farm(context, farm), step, i);
        }

        for (int j = 0; j < Joint(context, MarketHeader.PlaceOf.Transactions); j++)
        {
            Transactions<R, W, C>.Step(context, Transactions(context, j), step);
        }
    }

    private static void Peg(C context, int i)
    {
        int rows = Joint(context, MarketHeader.PlaceOf.PegRows);
        for (int j = 0; j < Joint(context, MarketHeader.PlaceOf.Pegs); j++)
        {
            PegRow peg = PegRow.Read(context, rows + (j * PegRow.Width));
            R log = context.Load(
                context.Integer(peg.Coin + StablecoinRow.PlaceOf.State) + StablecoinState.Log);
            PriceProcess<R, W, C>.Peg(context, peg.Asset, i, log);
        }
    }

    private static void StepTokens(C context, int step, int i)
    {
        for (int j = 0; j < Joint(context, MarketHeader.PlaceOf.Tokens); j++)
        {
            int token = Token(context, j);
            TokenMarket<R, W, C>.Quote(context, token, i);
            for (int k = 0; k < context.Integer(token + TokenRow.PlaceOf.Allocations); k++)
            {
                Allocation<R, W, C>.Step(
                    context, Allocation(context, token, k), token, step);
            }
        }

        for (int bond = 0; bond < Joint(context, MarketHeader.PlaceOf.Bonds); bond++)
        {
            Bond<R, W, C>.Step(context, Bond(context, bond));
        }

        for (int vote = 0; vote < Joint(context, MarketHeader.PlaceOf.Votes); vote++)
        {
            FeeVote<R, W, C>.Step(context, Vote(context, vote), step);
        }
    }

    // What sales and interventions of this step do to the prices of the next.
    private static void Settle(C context)
    {
        int offsets = context.Integer(PriceHeader.PlaceOf.Offsets);
        int regulation = Joint(context, MarketHeader.PlaceOf.Regulation);
        for (int asset = 0; asset < context.Integer(PriceHeader.PlaceOf.Assets); asset++)
        {
            context.Store(
                offsets + asset,
                regulation < 0
                    ? R.Of(0.0)
                    : Regulator<R, W, C>.Fallen(context, regulation, asset));
        }

        LiquidationModel<R, W, C>.Settle(context);
        for (int token = 0; token < Joint(context, MarketHeader.PlaceOf.Tokens); token++)
        {
            TokenMarket<R, W, C>.Settle(context, Token(context, token));
        }
    }
}
