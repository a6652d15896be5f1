namespace GpuRisk.Tests.Models.Market;

/// <summary>The classes of a random market, and what befalls them.</summary>
internal sealed partial class RandomMarket
{
    private static readonly string[] Roles =
    [
        "arbitrageurs", "liquidators", "treasury", "issuer", "infrastructure", "attackers",
        "insurers",
    ];

    private void WriteClasses()
    {
        Line("classes:");
        int count = _random.Next(1, 5);
        for (int i = 0; i < count; i++)
        {
            WriteClass($"class{i}");
        }

        foreach (string role in Roles.Where(_ => Chance(0.4)))
        {
            Line($"  {role}: {{ {Sizes()}, holdings: {{ ETH: 0.3 }} }}");
        }

        if (_hasMarket && Chance(0.5))
        {
            // Sections may come in any order.
            Line("loans:");
            Line($"  loan: {{ market: m, class: {Pick([.. _classes])}, collateral: {{ ETH: 100 }}, debt: {{ USD: {Number(1000, 40000)} }} }}");
        }
    }

    private string Sizes(string separator = ", ")
    {
        int wallets = Pick(1, 2, 7, 300, 20_000);
        string sizes = Pick(
            $"{{ kind: equal, size: {Number(10, 500)} }}",
            $"{{ kind: log-normal, mean: {Number(10, 500)}, logStdDev: {Number(0.1, 2)} }}",
            $"{{ kind: pareto, minimum: {Number(10, 100)}, exponent: {Number(1.1, 3)} }}");
        int strata = _random.Next(1, Math.Min(wallets, 5) + 1);
        return string.Join(
            separator, $"wallets: {wallets}", $"strata: {strata}", $"sizes: {sizes}");
    }

    // Every share is at most an eighth of the wealth, and there are at most eight.
    private string Share() => Number(0.01, 0.125);

    private void WriteClass(string name)
    {
        _classes.Add(name);
        Line($"  {name}:");
        Line($"    {Sizes("\n    ")}");
        Line($"    latency: {Pick("0s", Duration(3))}");
        Line($"    gasTolerance: {Pick("0.01", "0.1", "1")}");
        Line($"    trading: {Pick("0", "1", "2.5")}");
        Line($"    centralised: {Pick("true", "false")}");
        if (Chance(0.3))
        {
            Line($"    transactions: {{ every: {Duration(3)}, gas: 50000 }}");
        }

        string coin = _hasCoin ? $", coin: {Share()}, PEG: {Share()}" : "";
        Line($"    holdings: {{ ETH: {Share()}{coin} }}");
        WriteLiquidity();
        WriteStakes(name);
        if (_hasMarket && Chance(0.5))
        {
            Line($"    deposits: {{ m: {{ USD: {Share()} }} }}");
        }

        if (_hasMarket && Chance(0.5))
        {
            Line($"    borrowing: {{ m: {{ collateral: ETH, debt: USD, equity: {Share()}, healthFactor: {Number(1.01, 3)} }} }}");
        }
    }

    private void WriteLiquidity()
    {
        if (_pools.Count == 0 || Chance(0.3))
        {
            return;
        }

        string pool = Pick([.. _pools]);
        bool ranged = Text.Contains($"{pool}: {{ kind: concentrated", StringComparison.Ordinal);
        string terms = HasSimplePools || !ranged
            ? ""
            : $", range: [{Number(0.5, 0.9)}, {Number(1.1, 2)}], strategy: {Pick("hold", "recentre-on-exit", $"recentre-on-schedule, recentreEvery: {Duration(3)}")}";
        Line($"    liquidity: {{ {pool}: {{ share: {Share()}, gas: {Pick("0", "200000")}{terms} }} }}");
    }

    private void WriteStakes(string name)
    {
        List<string> farms = [.. _farms.Where(_ => Chance(0.6))];
        if (farms.Count == 0)
        {
            return;
        }

        // A late entrant loses nothing to an early rug, and when that was is not told.
        if (!farms.Exists(_ruggedFarms.Contains) && Chance(0.4))
        {
            Line($"    enters: {Duration(_steps + 3)}");
        }

        Line($"    farms: {{ {string.Join(", ", farms.Select(f => $"{f}: {Share()}"))} }}");
        if (farms.Contains("farm0"))
        {
            _stakers.Add(name);
        }
    }

    private void WriteTokens()
    {
        if (Chance(0.5))
        {
            Line("tokens:");
            Line("  GOV:");
            Line("    supply: 1000000000");
            if (Chance(0.6))
            {
                Line($"    depth: {{ depthUsdPerPercent: {Number(1e3, 1e6)}, recoveryHalfLife: {Duration(5)} }}");
            }

            if (Chance(0.7))
            {
                Line($"    allocations: {{ {Pick([.. _classes])}: {{ share: {Number(0.00001, 0.0005)}, cost: {Pick("0", "1")}, cliff: {Duration(5)}, vesting: {_stepSeconds * 20}s, age: {Duration(10)}, unlockEvery: {Duration(3)}, soldShare: {Number(0, 1)} }} }}");
            }

            if (_pools.Count > 0 && Chance(0.6))
            {
                Line($"    feeVote: {{ pool: {Pick([.. _pools])}, protocolShare: {Number(0, 1)}, every: {Duration(3)}, turnout: 0.3 }}");
            }
        }

        if (Chance(0.3))
        {
            Line($"bonds: {{ bond: {{ token: GOV, buyers: {Pick([.. _classes])}, usdPerDay: {Number(1, 1000)}, discount: {Number(0, 0.3)}, vesting: {Duration(5)} }} }}");
        }
    }

    private void WriteShocks()
    {
        if (Chance(0.6))
        {
            Line($"gas: {{ price: {Number(0, 50)}, asset: {Pick("ETH", "GOV", "USD")}, meanReversionPerDay: {Number(0, 3)}, volatilityPerDay: {Number(0, 1)}, stressMultiplier: {Pick("1", "3")}, burnedShare: {Pick("0", "0.7", "1")}, bidShare: {Pick("0", "0.5", "1")} }}");
        }

        bool regulated = Chance(0.4);
        if (regulated || _ruggedFarms.Count > 0)
        {
            Line("hazards:");
        }

        if (_ruggedFarms.Count > 0)
        {
            Line($"  rug: {{ {string.Join(", ", _ruggedFarms.Select(f => $"{f}: {{ perYear: {Pick("5", "500")}, share: {Number(0, 1)} }}"))} }}");
        }

        if (regulated)
        {
            Line($"  regulation: {{ perYear: {Pick("5", "500")}, volumeDrop: 0.5, volumeHalfLife: {Duration(5)}, falls: {{ ETH: {Number(0.01, 0.5)} }}, freezes: {{ class0: {{ ETH: {Number(0.01, 1)} }} }} }}");
        }

        if (_stakers.Count > 0)
        {
            Line($"cover: {{ cover: {{ farm: farm0, premiumPerYear: {Number(0, 1)}, payoutShare: {Number(0.1, 1)}, capital: {Number(1, 1e5)}, covered: {{ {Pick([.. _stakers])}: {Number(0.1, 1)} }} }} }}");
        }

        if (Chance(0.4))
        {
            Line($"services: {{ audits: {Number(0, 1e6)}, developers: {Number(0, 1e6)} }}");
        }
    }
}
