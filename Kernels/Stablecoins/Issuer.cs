using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Stablecoins;

/// <summary>
/// A stablecoin's issuer, who redeems and mints at par. Redeeming leaves the reserves that are
/// missing as they are and shares them among fewer coins: an issuer fails, and redeems no more,
/// once more is missing per coin than it may, or once it has to refuse what would take it there.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public static class Issuer<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    /// <summary>Whether the issuer keeps hours in which a step falls.</summary>
    public static bool IsOpen<C>(C context, in StablecoinRow row, int step)
        where C : struct, IPathContext<R, W> =>
        row.Redemption == 1
        || (row.Redemption == 2 && context.Integer(row.BankHours + step) != 0);

    /// <summary>Opens the issuer for a step, or not, and closes one that has failed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Open(
        ref StablecoinState<R> coin, in StablecoinTerms<R> terms, bool isOpen)
    {
        R none = R.Of(0.0);
        W failed = R.Less(R.Of(0.5), coin.Failed);
        coin.Capacity = isOpen ? R.Select(failed, none, terms.RedemptionCapacity) : none;
        coin.Served = none;
    }

    /// <summary>Lets the issuer fail where an impairment takes more than may be missing.</summary>
    public static void Impair(
        ref StablecoinState<R> coin, in StablecoinTerms<R> terms, W impaired)
    {
        R rounding = R.Of(Ties<R, W>.Tolerance) * coin.Supply;
        R redeemable = Redeemable(in coin, in terms);
        Fail(ref coin, impaired & R.Less(redeemable + rounding, R.Of(0.0)));
    }

    /// <summary>Redeems coins as far as this step's capacity and the reserves go, and tells how
    /// many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Redeem(ref StablecoinState<R> coin, in StablecoinTerms<R> terms, R coins)
    {
        R asked = Bounds<R, W>.Min(coins, Bounds<R, W>.Min(coin.Capacity, coin.Supply));
        R redeemable = Redeemable(in coin, in terms);
        R rounding = R.Of(Ties<R, W>.Tolerance) * coin.Supply;
        W refused = R.Less(R.Of(0.0), asked) & R.Less(redeemable + rounding, asked);
        R redeemed = R.Select(
            refused, Bounds<R, W>.Max(redeemable, R.Of(0.0)), asked);
        coin.Capacity -= redeemed;
        Fail(ref coin, refused);
        Burn(ref coin, redeemed);
        return redeemed;
    }

    /// <summary>Mints coins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mint(ref StablecoinState<R> coin, R coins) => Burn(ref coin, -coins);

    /// <summary>Adds a step's yield and fees to the issuer's income, with what rounding lost before
    /// (Kahan 1965): equal small amounts added to a large sum would be rounded the same way every
    /// time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Earn(
        ref StablecoinState<R> coin, in StablecoinTerms<R> terms, R reserves)
    {
        R fees = terms.RedemptionFee * coin.Served;
        coin.RedemptionFees += fees;
        R corrected = R.Fma(reserves, terms.ReserveYield, fees) - coin.IncomeLost;
        R after = coin.IssuerIncome + corrected;
        coin.IncomeLost = (after - coin.IssuerIncome) - corrected;
        coin.IssuerIncome = after;
    }

    // What can be redeemed before as much is missing per coin as may be; below 0 where more is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static R Redeemable(in StablecoinState<R> coin, in StablecoinTerms<R> terms) =>
        coin.Supply - (coin.Missing * terms.CoinsPerMissing);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fail(ref StablecoinState<R> coin, W fails)
    {
        coin.Failed = R.Select(fails, R.Of(1.0), coin.Failed);
        coin.Capacity = R.Select(fails, R.Of(0.0), coin.Capacity);
    }

    // Negative coins are minted.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Burn(ref StablecoinState<R> coin, R coins)
    {
        coin.Supply -= coins;
        coin.Redeemed += coins;
        coin.Served += Bounds<R, W>.Abs(coins);
    }
}
