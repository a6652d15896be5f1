using GpuRisk.Kernels.Depeg;
using GpuRisk.Kernels.ImpermanentLoss;
using GpuRisk.Kernels.Liquidation;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Market;

/// <content>Where the rows of a plan stand.</content>
public readonly partial struct MarketModel<R, W, C>
{
    private static int Joint(C context, int entry) => context.Integer(
        context.Integer(PriceHeader.PlaceOf.Model) + MarketTable.Header.Width + entry);

    private static int Pools(C context) => context.Integer(
        Joint(context, JointTable.Header.PoolHeader) + PoolTable.Header.Pools);

    private static int Pool(C context, int pool) => context.Integer(
        Joint(context, JointTable.Header.PoolHeader) + PoolTable.Header.PoolRows)
        + (pool * PoolTable.Row.Width);

    private static int Coins(C context) => context.Integer(
        Joint(context, JointTable.Header.CoinHeader) + StablecoinHeader.PlaceOf.Coins);

    private static int Coin(C context, int coin) => context.Integer(
        Joint(context, JointTable.Header.CoinHeader) + StablecoinHeader.PlaceOf.CoinRows)
        + (coin * StablecoinRow.Width);

    private static int Farm(C context, int farm) =>
        Joint(context, JointTable.Header.FarmRows) + (farm * FarmTable.Row.Width);

    private static int Token(C context, int token) =>
        Joint(context, JointTable.Header.TokenRows) + (token * TokenTable.Row.Width);

    private static int Bond(C context, int bond) =>
        Joint(context, JointTable.Header.BondRows) + (bond * BondTable.Row.Width);

    private static int Habit(C context, int habit) =>
        Joint(context, JointTable.Header.HabitRows) + (habit * HabitTable.Row.Width);

    private static int Vote(C context, int vote) =>
        Joint(context, JointTable.Header.VoteRows) + (vote * VoteTable.Row.Width);

    private static int Allocation(C context, int token, int allocation) =>
        context.Integer(token + TokenTable.Row.AllocationRows)
        + (allocation * TokenTable.AllocationRow.Width);
}
