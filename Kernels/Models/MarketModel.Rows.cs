using GpuRisk.Kernels.Farms;
using GpuRisk.Kernels.Lending;
using GpuRisk.Kernels.Pools;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Shocks;
using GpuRisk.Kernels.Stablecoins;
using GpuRisk.Kernels.Tokens;

namespace GpuRisk.Kernels.Models;

/// <content>Where the rows of a plan stand.</content>
public static partial class MarketModel<R, W, C>
{
    private static int Joint(C context, int entry) => context.Integer(
        context.Integer(PriceHeader.PlaceOf.Model) + LendingHeader.Width + entry);

    private static int Pools(C context) => context.Integer(
        Joint(context, MarketHeader.PlaceOf.PoolHeader) + PoolHeader.PlaceOf.Pools);

    private static int Pool(C context, int pool) => context.Integer(
        Joint(context, MarketHeader.PlaceOf.PoolHeader) + PoolHeader.PlaceOf.PoolRows)
        + (pool * PoolRow.Width);

    private static int Coins(C context) => context.Integer(
        Joint(context, MarketHeader.PlaceOf.CoinHeader) + StablecoinHeader.PlaceOf.Coins);

    private static int Coin(C context, int coin) => context.Integer(
        Joint(context, MarketHeader.PlaceOf.CoinHeader) + StablecoinHeader.PlaceOf.CoinRows)
        + (coin * StablecoinRow.Width);

    private static int Farm(C context, int farm) =>
        Joint(context, MarketHeader.PlaceOf.FarmRows) + (farm * FarmRow.Width);

    private static int Token(C context, int token) =>
        Joint(context, MarketHeader.PlaceOf.TokenRows) + (token * TokenRow.Width);

    private static int Bond(C context, int bond) =>
        Joint(context, MarketHeader.PlaceOf.BondRows) + (bond * BondRow.Width);

    private static int Transactions(C context, int group) =>
        Joint(context, MarketHeader.PlaceOf.TransactionRows) + (group * TransactionsRow.Width);

    private static int Vote(C context, int vote) =>
        Joint(context, MarketHeader.PlaceOf.VoteRows) + (vote * VoteRow.Width);

    private static int Allocation(C context, int token, int allocation) =>
        context.Integer(token + TokenRow.PlaceOf.AllocationRows)
        + (allocation * AllocationRow.Width);
}
