using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Depeg;

/// <summary>
/// A stablecoin's issuer, who redeems and mints at par. Redeeming leaves the reserves that are
/// missing as they are and shares them among fewer coins: an issuer fails, and redeems no more,
/// once more is missing per coin than it may, or once it has to refuse what would take it there.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Issuer<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Opens the issuer for a step, or not, and closes one that has failed.</summary>
    public static void Open(C context, int row, int step)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        int redemption = context.Integer(row + StablecoinTable.Row.Redemption);
        bool open = redemption == 1;
        if (redemption == 2)
        {
            int hours = context.Integer(row + StablecoinTable.Row.BankHours);
            open = context.Integer(hours + step) != 0;
        }

        R capacity = R.Of(0.0);
        if (open)
        {
            W failed = R.Less(R.Of(0.5), context.Load(state + StablecoinTable.State.Failed));
            capacity = R.Select(
                failed,
                R.Of(0.0),
                Stablecoin<R, W, C>.Real(
                    context, row, StablecoinTable.Real.RedemptionCapacity));
        }

        context.Store(state + StablecoinTable.State.Capacity, capacity);
    }

    /// <summary>Lets the issuer fail where an impairment takes more than may be missing.</summary>
    public static void Impair(C context, int row, W impaired)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        R supply = context.Load(state + StablecoinTable.State.Supply);
        R rounding = R.Of(Ties<R, W>.Tolerance) * supply;
        Fail(
            context, row,
            impaired & R.Less(Redeemable(context, row, supply) + rounding, R.Of(0.0)));
    }

    /// <summary>Redeems coins as far as this step's capacity and the reserves go, and tells how
    /// many.</summary>
    public static R Redeem(C context, int row, R coins)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        R capacity = context.Load(state + StablecoinTable.State.Capacity);
        R supply = context.Load(state + StablecoinTable.State.Supply);
        R asked = Bounds<R, W>.Min(coins, Bounds<R, W>.Min(capacity, supply));
        R redeemable = Redeemable(context, row, supply);
        R rounding = R.Of(Ties<R, W>.Tolerance) * supply;
        W refused = R.Less(R.Of(0.0), asked) & R.Less(redeemable + rounding, asked);
        R redeemed = R.Select(
            refused, Bounds<R, W>.Max(redeemable, R.Of(0.0)), asked);
        context.Store(state + StablecoinTable.State.Capacity, capacity - redeemed);
        Fail(context, row, refused);
        Burn(context, row, redeemed);
        return redeemed;
    }

    /// <summary>Mints coins.</summary>
    public static void Mint(C context, int row, R coins) => Burn(context, row, -coins);

    // What can be redeemed before as much is missing per coin as may be; below 0 where more is.
    private static R Redeemable(C context, int row, R supply)
    {
        R missing = context.Load(
            context.Integer(row + StablecoinTable.Row.State) + StablecoinTable.State.Missing);
        return supply - (missing / Stablecoin<R, W, C>.Real(
            context, row, StablecoinTable.Real.MissingAtFailure));
    }

    private static void Fail(C context, int row, W fails)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        int failed = state + StablecoinTable.State.Failed;
        int capacity = state + StablecoinTable.State.Capacity;
        context.Store(failed, R.Select(fails, R.Of(1.0), context.Load(failed)));
        context.Store(capacity, R.Select(fails, R.Of(0.0), context.Load(capacity)));
    }

    // Negative coins are minted.
    private static void Burn(C context, int row, R coins)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        R fee = Stablecoin<R, W, C>.Real(context, row, StablecoinTable.Real.RedemptionFee)
            * Bounds<R, W>.Abs(coins);
        Slots<R, W, C>.Add(context, state + StablecoinTable.State.Supply, -coins);
        Slots<R, W, C>.Add(context, state + StablecoinTable.State.Redeemed, coins);
        Slots<R, W, C>.Add(context, state + StablecoinTable.State.RedemptionFees, fee);
        Stablecoin<R, W, C>.Earn(context, row, fee);
    }
}
