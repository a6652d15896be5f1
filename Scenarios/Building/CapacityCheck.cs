using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>
/// Adds up what classes own of pools and stablecoins, and tells where it becomes more than there
/// is; once for each, where it first does.
/// </summary>
internal sealed class CapacityCheck
{
    // Lets the parts be the whole in spite of rounding.
    private const double Tolerance = 1e-9;

    private readonly BuildContext _context;
    private readonly Dictionary<string, double> _valueUsd = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _liquidity = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _heldUsd = new(StringComparer.Ordinal);

    /// <summary>Counts what others than the classes stake.</summary>
    public CapacityCheck(MarketParts parts, BuildContext context)
    {
        _context = context;
        foreach (Value entry in context.Root["farms"].Items)
        {
            if (parts.Farms.Find(entry.Name) is { Pool: { } pool } farm)
                Take(pool, farm.OutsideStakeUsd, null, entry["outsideStake"]);
        }
    }

    /// <summary>Counts what a class owns.</summary>
    public void Add(WalletClass owner, Value entry)
    {
        foreach (LiquidityHolding holding in owner.Liquidity)
        {
            double usd = owner.WealthUsd * holding.Share;
            Value written = entry["liquidity"].Entry(holding.Pool.Name);
            Take(holding.Pool, usd, holding.Range, written["share"]);
        }

        foreach (FarmStake stake in owner.Stakes)
        {
            if (stake.Farm.Pool is not { } pool) continue;
            Take(pool, owner.WealthUsd * stake.Share, null, entry["farms"].Entry(stake.Farm.Name));
        }

        foreach (CoinHolding holding in owner.Coins)
        {
            Stablecoin coin = holding.Stablecoin;
            double limitUsd = coin.SupplyCoins * coin.PegUsd;
            double usd = owner.WealthUsd * holding.Share;
            if (!Exceeds(_heldUsd, coin.Name, usd, limitUsd)) continue;
            _context.Refuse(
                entry["holdings"].Entry(coin.Name),
                BuildContext.Invariant($"found {_heldUsd[coin.Name]:0.##} USD held in {coin.Name} ")
                + "by now; allowed is at most the supply, "
                + BuildContext.Invariant($"{limitUsd:0.##} USD"));
        }
    }

    private void Take(ArbitragedPool pool, double usd, PriceRange? range, Value at)
    {
        if (Exceeds(_valueUsd, pool.Name, usd, pool.ValueUsd))
        {
            _context.Refuse(
                at,
                BuildContext.Invariant($"found {_valueUsd[pool.Name]:0.##} USD provided or staked ")
                + $"in pool {pool.Name} by now; allowed is at most its value, "
                + BuildContext.Invariant($"{pool.ValueUsd:0.##} USD"));
            return;
        }

        double active = ActiveLiquidity(pool, usd, range);
        if (!Exceeds(_liquidity, pool.Name, active, pool.ActiveLiquidity)) return;
        double times = _liquidity[pool.Name] / pool.ActiveLiquidity;
        _context.Refuse(
            at,
            BuildContext.Invariant($"found {times:G4} times the active liquidity of pool ")
            + $"{pool.Name} by now; at most all of it is allowed");
    }

    /// <summary>True where an amount makes a sum exceed its limit that did not before.</summary>
    private static bool Exceeds(
        Dictionary<string, double> sums, string name, double amount, double limit)
    {
        double before = sums.GetValueOrDefault(name);
        sums[name] = before + amount;
        double most = limit * (1 + Tolerance);
        return before <= most && before + amount > most;
    }

    /// <summary>The liquidity at the start; none where the range does not hold the price.</summary>
    private static double ActiveLiquidity(ArbitragedPool pool, double usd, PriceRange? range)
    {
        if (range is { } ends && (ends.Lower > 1 || ends.Upper < 1)) return 0;
        return pool.LiquidityOf(
            usd,
            range is { } multiples
                ? new PriceRange(multiples.Lower * pool.Price, multiples.Upper * pool.Price)
                : null);
    }
}
