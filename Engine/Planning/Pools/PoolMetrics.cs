using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Pools;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Pools;

/// <summary>What is told of pools of any kind and of the positions in them.</summary>
internal static class PoolMetrics
{
    /// <summary>By what the value of a pool may well grow until the horizon, in USD or in one of
    /// its assets: by the growth of the two that may grow most.</summary>
    public static double Growth(Scenario scenario, ArbitragedPool pool)
    {
        double years = AssetMoments.Years(scenario.HorizonSeconds);
        return pool.Assets
            .Select(asset => scenario.MomentsOf(asset).Growth(years))
            .OrderDescending()
            .Take(2)
            .Aggregate((first, second) => first * second);
    }

    public static int Add(Scenario scenario, PlanBuilder tables, ArbitragedPool pool)
    {
        double value = pool.ValueUsd * Growth(scenario, pool);
        double days = Math.Max(StepMoments.Days(scenario.HorizonSeconds), 1);
        double volume = value * days * Math.Max(pool.NoiseVolumePerDay, 1);
        double fees = Math.Max(volume * pool.FeeFraction, 1e-9);
        Metric profit = Gain(pool.Name, "arbitrageProfit", value) with { Least = 0 };
        bool isFree = !EarnsFees(scenario, pool);
        return tables.AddOutcomes(new PoolOutcomes<Metric>
        {
            ArbitrageProfit = FixedIf(PoolPlanner.IsContinuous(pool), profit),
            ArbitrageVolume = Amount(pool.Name, "arbitrageVolume", volume),
            ArbitrageTrades =
                Amount(pool.Name, "arbitrageTrades", scenario.Steps) with { Unit = "trades" },
            NoiseVolume = FixedIf(isFree, Amount(pool.Name, "noiseVolume", volume)),
            ProviderFees = FixedIf(isFree, Amount(pool.Name, "fees", fees)),
            ProtocolFees = FixedIf(isFree, Amount(pool.Name, "protocolFees", fees)),
            ProtocolArbitrageFees =
                Amount(pool.Name, "protocolArbitrageFees", fees) with { Internal = true },
            ArbitrageGas = Amount(pool.Name, "arbitrageGas", value) with { Internal = true },
        });
    }

    private static Metric Gain(string subject, string quantity, double magnitude) =>
        new(subject, quantity, "USD", magnitude, MetricSense.Gain);

    private static Metric FixedIf(bool isFixed, Metric metric, double value = 0) =>
        isFixed ? metric.Fixed(value) : metric;

    // Frictionless arbitrage pays no fee; in a joint market classes trade too.
    private static bool EarnsFees(Scenario scenario, ArbitragedPool pool) =>
        scenario.Kernel == KernelKind.Market
        || !PoolPlanner.IsContinuous(pool)
        || pool.NoiseVolumePerDay > 0;

    // What is traded, earned or spent on the way is no loss by itself.
    private static Metric Amount(string subject, string quantity, double magnitude) =>
        new(subject, quantity, "USD", magnitude, MetricSense.Level) { Least = 0 };

    // How often the range moves in every path; null where the price decides. At the horizon the
    // position is closed instead.
    private static int? Recentrings(Scenario scenario, Position position)
    {
        int every = PoolPlanner.RecentreEvery(scenario, position);
        return every switch
        {
            < 0 => null,
            0 => 0,
            _ => (scenario.Steps - 1) / every,
        };
    }

    public static int Add(Scenario scenario, PlanBuilder tables, Position position)
    {
        string name = position.Name;
        double value = position.ValueUsd * Growth(scenario, position.Pool);
        double gas = Math.Max(position.GasPerActionUsd * (scenario.Steps + 2), 1);
        int? moves = Recentrings(scenario, position);

        // In a joint market they are those of one USD, which only the ledger reads.
        bool isHidden = scenario.Kernel == KernelKind.Market;
        Metric Own(Metric metric) => isHidden ? metric with { Internal = true } : metric;
        return tables.AddOutcomes(new PositionOutcomes<Metric>
        {
            ImpermanentLoss = Own(
                new Metric(name, "impermanentLoss", "fraction", 1, MetricSense.Gain)
                {
                    Least = -1,
                }),
            LossVersusRebalancing = Own(
                new Metric(name, "lossVersusRebalancing", "USD", value, MetricSense.Cost)),
            Fees = Own(FixedIf(
                !EarnsFees(scenario, position.Pool), Amount(name, "fees", value))),
            Gas = Own(FixedIf(
                moves is not null && scenario.Gas is null, Amount(name, "gas", gas),
                (2 + moves.GetValueOrDefault()) * position.GasPerActionUsd)),
            NetVersusHold = Own(Gain(name, "netVersusHold", value + gas)),
            NetVersusRebalancing = Own(Gain(name, "netVersusRebalancing", value + gas)),
            Net = Own(Gain(name, "net", value + gas)),
            TimeInRange = Own(
                FixedIf(position.Range is null, Metric.Share(name, "timeInRange"), 1)),
            Rebalances = Own(FixedIf(
                moves is not null,
                Amount(name, "rebalances", scenario.Steps) with { Unit = "times" },
                moves.GetValueOrDefault())),
            SwapFees = Own(FixedIf(moves == 0, Amount(name, "swapFees", value))),
            Revaluation = Gain(name, "revaluation", value) with { Internal = true },
            ArbitrageFees = Amount(name, "arbitrageFees", value) with { Internal = true },
        });
    }
}
