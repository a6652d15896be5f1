using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.ImpermanentLoss;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning;

/// <summary>Plans pools and liquidity positions.</summary>
internal static class PoolPlanner
{
    /// <summary>Plans a scenario's pairs and tells where their header stands.</summary>
    public static int Add(
        Scenario scenario, PlanTables tables, IReadOnlyList<Position> positions)
    {
        List<PairPool> pools = [.. scenario.Pools.OfType<PairPool>()];
        int header = tables.ReserveIntegers(PoolTable.Header.Width);
        int rows = tables.ReserveIntegers(pools.Count * PoolTable.Row.Width);
        tables.SetRow(
            header,
            (PoolTable.Header.Pools, pools.Count),
            (PoolTable.Header.PoolRows, rows));
        CorrelationMatrix correlations = PriceDependence.Of(scenario).Diffusion;
        for (int i = 0; i < pools.Count; i++)
        {
            AddPool(
                scenario, tables, pools[i], Variance(scenario, pools[i], correlations),
                [.. positions.Where(p => p.Pool.Index == pools[i].Index)],
                rows + (i * PoolTable.Row.Width));
        }

        return header;
    }

    private static void AddPool(
        Scenario scenario, PlanTables tables, PairPool pool, double variance,
        List<Position> positions, int row)
    {
        double stepDays = StepMoments.Days(scenario.StepSeconds);
        var reals = new double[PoolTable.Real.Width];
        reals[PoolTable.Real.Fee] = pool.FeeFraction;
        reals[PoolTable.Real.InputPerKept] = 1 / (1 - pool.FeeFraction);
        reals[PoolTable.Real.Band] = -Math.Log(1 - pool.FeeFraction);
        reals[PoolTable.Real.Liquidity] = LiquidityUsd(pool, pool.ActiveLiquidity);
        reals[PoolTable.Real.NoiseVolume] = pool.ValueUsd * pool.NoiseVolumePerDay * stepDays;
        reals[PoolTable.Real.NoiseDeviation] = pool.NoiseVolumeStdDev;
        reals[PoolTable.Real.ArbitrageGas] = pool.ArbitrageGasUsd;
        reals[PoolTable.Real.ProviderShare] = 1 - pool.ProtocolShareOfFees;
        reals[PoolTable.Real.BridgeScale] = variance > 0 ? 1 / Math.Sqrt(2 * variance) : 0;
        int positionRows = tables.ReserveIntegers(positions.Count * PositionTable.Row.Width);
        int noise = pool.NoiseVolumePerDay == 0 ? 0 : pool.NoiseVolumeStdDev == 0 ? 1 : 2;
        tables.SetRow(
            row,
            (PoolTable.Row.Reals, tables.AddReals(reals)),
            (PoolTable.Row.Base, pool.Base.Index),
            (PoolTable.Row.Quote, pool.Quote.Index),
            (PoolTable.Row.Continuous, IsContinuous(pool.Arbitrage) ? 1 : 0),
            (PoolTable.Row.Noise, noise),
            (PoolTable.Row.Diffuses, variance > 0 ? 1 : 0),
            (PoolTable.Row.State, tables.ReserveSlots(PoolTable.State.Width)),
            (PoolTable.Row.Metrics, AddPoolMetrics(scenario, tables, pool)),
            (PoolTable.Row.Positions, positions.Count),
            (PoolTable.Row.PositionRows, positionRows));
        for (int i = 0; i < positions.Count; i++)
        {
            AddPosition(
                scenario, tables, positions[i], positionRows + (i * PositionTable.Row.Width));
        }
    }

    // Of a step's diffusion of the log of a pool's price: jumps come after it. A pool that moves by
    // single trades does not diffuse, and what deviates by less than 10^-12 moves straight in any
    // precision.
    private static double Variance(
        Scenario scenario, PairPool pool, CorrelationMatrix correlations)
    {
        const double least = 1e-24;
        double first = AssetMoments.Of(pool.Base).Volatility;
        double second = AssetMoments.Of(pool.Quote).Volatility;
        double covariance = correlations[pool.Base.Index, pool.Quote.Index] * first * second;
        double variance = ((first * first) + (second * second) - (2 * covariance))
            * AssetMoments.Years(scenario.StepSeconds);
        return IsContinuous(pool.Arbitrage) && variance > least ? variance : 0;
    }

    // Kernels count liquidity against the square root of the price over its start.
    private static double LiquidityUsd(PairPool pool, double liquidity) =>
        liquidity * Math.Sqrt(pool.Price) * pool.Quote.PriceUsd;

    private static int AddPoolMetrics(Scenario scenario, PlanTables tables, PairPool pool)
    {
        double value = pool.ValueUsd * Growth(scenario, pool);
        double days = Math.Max(StepMoments.Days(scenario.HorizonSeconds), 1);
        double volume = value * days * Math.Max(pool.NoiseVolumePerDay, 1);
        double fees = Math.Max(volume * pool.FeeFraction, 1e-9);
        Metric profit = Gain(pool.Name, "arbitrageProfit", value) with { Least = 0 };
        bool isFree = !EarnsFees(scenario, pool);
        return tables.AddMetrics(
            FixedIf(IsContinuous(pool.Arbitrage), profit),
            Amount(pool.Name, "arbitrageVolume", volume),
            Amount(pool.Name, "arbitrageTrades", scenario.Steps) with { Unit = "trades" },
            FixedIf(isFree, Amount(pool.Name, "noiseVolume", volume)),
            FixedIf(isFree, Amount(pool.Name, "fees", fees)),
            FixedIf(isFree, Amount(pool.Name, "protocolFees", fees)),
            Amount(pool.Name, "protocolArbitrageFees", fees) with { Internal = true },
            Amount(pool.Name, "arbitrageGas", value) with { Internal = true });
    }

    private static Metric Gain(string subject, string quantity, double magnitude) =>
        new(subject, quantity, "USD", magnitude, MetricSense.Gain);

    private static Metric FixedIf(bool isFixed, Metric metric, double value = 0) =>
        isFixed ? metric.Fixed(value) : metric;

    // Frictionless arbitrage pays no fee; in a joint market classes trade too.
    private static bool EarnsFees(Scenario scenario, PairPool pool) =>
        scenario.Kernel == KernelKind.Market
        || !IsContinuous(pool.Arbitrage)
        || pool.NoiseVolumePerDay > 0;

    // What is traded, earned or spent on the way is no loss by itself.
    private static Metric Amount(string subject, string quantity, double magnitude) =>
        new(subject, quantity, "USD", magnitude, MetricSense.Level) { Least = 0 };

    private static double Growth(Scenario scenario, PairPool pool)
    {
        double years = AssetMoments.Years(scenario.HorizonSeconds);
        return AssetMoments.Of(pool.Base).Growth(years) * AssetMoments.Of(pool.Quote).Growth(years);
    }

    private static void AddPosition(
        Scenario scenario, PlanTables tables, Position position, int row)
    {
        PairPool pool = position.Pool;
        (double lower, double upper) = LogRange(position);
        double centre = Math.Clamp(0, lower, upper);
        var reals = new double[PositionTable.Real.Width];
        reals[PositionTable.Real.Lower] = lower - centre;
        reals[PositionTable.Real.Upper] = upper - centre;
        reals[PositionTable.Real.Centre] = centre;
        reals[PositionTable.Real.Liquidity] = LiquidityUsd(pool, position.Liquidity);
        reals[PositionTable.Real.Value] = position.ValueUsd;
        reals[PositionTable.Real.GasPerAction] = position.GasPerActionUsd;
        reals[PositionTable.Real.InverseSteps] = 1.0 / scenario.Steps;
        tables.SetRow(
            row,
            (PositionTable.Row.Reals, tables.AddReals(reals)),
            (PositionTable.Row.RecentreEvery, RecentreEvery(scenario, position)),
            (PositionTable.Row.State, tables.ReserveSlots(PositionTable.State.Width)),
            (PositionTable.Row.Metrics, AddMetrics(scenario, tables, position)),
            (PositionTable.Row.TellsPayers, scenario.Kernel == KernelKind.Market ? 1 : 0));
    }

    // Ends of a range as logs over the pool's price at the start.
    private static (double Lower, double Upper) LogRange(Position position) =>
        position.Range is { } range
            ? (Math.Log(range.Lower / position.Pool.Price),
                Math.Log(range.Upper / position.Pool.Price))
            : (double.NegativeInfinity, double.PositiveInfinity);

    private static bool IsContinuous(ArbitrageTiming timing) => timing switch
    {
        ArbitrageTiming.Continuous => true,
        ArbitrageTiming.Step => false,
        _ => throw new ArgumentOutOfRangeException(nameof(timing), timing, "Unknown arbitrage."),
    };

    private static int RecentreEvery(Scenario scenario, Position position) =>
        position.Strategy switch
        {
            RangeStrategy.RecentreOnExit => -1,
            RangeStrategy.RecentreOnSchedule =>
                (int)Math.Round(position.RecentreEverySeconds / scenario.StepSeconds),
            RangeStrategy.Hold => 0,
            _ => throw new ArgumentOutOfRangeException(
                nameof(position), position.Strategy, "Unknown strategy."),
        };

    // How often the range moves in every path; null where the price decides. At the horizon the
    // position is closed instead.
    private static int? Recentrings(Scenario scenario, Position position)
    {
        int every = RecentreEvery(scenario, position);
        return every switch
        {
            < 0 => null,
            0 => 0,
            _ => (scenario.Steps - 1) / every,
        };
    }

    private static int AddMetrics(Scenario scenario, PlanTables tables, Position position)
    {
        string name = position.Name;
        double value = position.ValueUsd * Growth(scenario, position.Pool);
        double gas = Math.Max(position.GasPerActionUsd * (scenario.Steps + 2), 1);
        int? moves = Recentrings(scenario, position);
        Metric[] metrics =
        [
            new Metric(name, "impermanentLoss", "fraction", 1, MetricSense.Gain) { Least = -1 },
            new Metric(name, "lossVersusRebalancing", "USD", value, MetricSense.Cost),
            FixedIf(!EarnsFees(scenario, position.Pool), Amount(name, "fees", value)),
            FixedIf(
                moves is not null && scenario.Gas is null, Amount(name, "gas", gas),
                (2 + moves.GetValueOrDefault()) * position.GasPerActionUsd),
            Gain(name, "netVersusHold", value + gas),
            Gain(name, "netVersusRebalancing", value + gas),
            Gain(name, "net", value + gas),
            FixedIf(position.Range is null, Metric.Share(name, "timeInRange"), 1),
            FixedIf(
                moves is not null, Amount(name, "rebalances", scenario.Steps) with { Unit = "times" },
                moves.GetValueOrDefault()),
            FixedIf(moves == 0, Amount(name, "swapFees", value)),
            Gain(name, "revaluation", value) with { Internal = true },
            Amount(name, "arbitrageFees", value) with { Internal = true },
        ];

        // In a joint market they are those of one USD, which only the ledger reads.
        return tables.AddMetrics(metrics.Select(
            m => scenario.Kernel == KernelKind.Market ? m with { Internal = true } : m));
    }
}
