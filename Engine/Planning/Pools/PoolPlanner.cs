using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Pools;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Pools;

/// <summary>Plans pools and liquidity positions.</summary>
internal static class PoolPlanner
{
    /// <summary>Plans a scenario's pairs and the positions in them.</summary>
    public static PlannedPools Add(
        Scenario scenario, PlanBuilder tables, IReadOnlyList<Position> positions)
    {
        List<PairPool> pools = [.. scenario.Pools.OfType<PairPool>()];
        int header = tables.ReserveIntegers(PoolHeader.Width);
        int rows = tables.ReserveRows(pools.Count, PoolRow.Width);
        tables.SetRow(header, new PoolHeader { Pools = pools.Count, PoolRows = rows });
        CorrelationMatrix correlations = PriceDependence.Of(scenario).Diffusion;
        var buffers = new PoolBuffers(
            tables.ReserveBuffers(PoolMove.Width), tables.ReserveBuffers(PositionMove.Width));
        var planned = new PlannedPool[pools.Count];
        for (int i = 0; i < pools.Count; i++)
        {
            planned[i] = AddPool(
                scenario, tables, pools[i], Variance(scenario, pools[i], correlations),
                [.. positions.Where(p => p.Pool.Index == pools[i].Index)],
                rows + (i * PoolRow.Width), buffers);
        }

        return new(header, planned);
    }

    private static PlannedPool AddPool(
        Scenario scenario, PlanBuilder tables, PairPool pool, double variance,
        List<Position> positions, int row, PoolBuffers buffers)
    {
        int positionRows = tables.ReserveRows(positions.Count, PositionRow.Width);
        bool isNoisy = pool.NoiseVolumePerDay != 0;
        int outcomes = AddOutcomes(scenario, tables, pool);
        tables.SetRow(row, new PoolRow
        {
            Terms = tables.AddTerms(new PoolTerms<double>
            {
                Fee = pool.FeeFraction,
                InputPerKept = 1 / (1 - pool.FeeFraction),
                Band = -Math.Log(1 - pool.FeeFraction),
                Liquidity = LiquidityUsd(pool, pool.ActiveLiquidity),
                NoiseVolume = pool.ValueUsd * pool.NoiseVolumePerDay
                    * StepMoments.Days(scenario.StepSeconds),
                NoiseDeviation = pool.NoiseVolumeStdDev,
                ArbitrageGas = pool.ArbitrageGasUsd,
                ProviderShare = 1 - pool.ProtocolShareOfFees,
                BridgeScale = variance > 0 ? 1 / Math.Sqrt(2 * variance) : 0,
            }),
            State = tables.ReserveSlots(PoolState.Width),
            Outcomes = outcomes,
            Base = pool.Base.Index,
            Quote = pool.Quote.Index,
            QuoteMoves = QuoteMoves(scenario, pool) ? 1 : 0,
            Continuous = IsContinuous(pool.Arbitrage) ? 1 : 0,
            Diffuses = variance > 0 ? 1 : 0,
            Noise = isNoisy ? 1 : 0,
            Positions = positions.Count,
            PositionRows = positionRows,
            Normals = isNoisy && pool.NoiseVolumeStdDev != 0 ? tables.ReserveBuffer() : -1,
            Moves = buffers.Pool,
            Ranged = positions.Any(p => p.Range is not null) ? 1 : 0,
        });
        var planned = new PlannedPosition[positions.Count];
        for (int i = 0; i < positions.Count; i++)
        {
            planned[i] = AddPosition(
                scenario, tables, positions[i], positionRows + (i * PositionRow.Width),
                buffers.Position);
        }

        return new(pool, row, outcomes, planned);
    }

    // In a joint market sales move any price.
    private static bool QuoteMoves(Scenario scenario, PairPool pool) =>
        scenario.Kernel == KernelKind.Market || pool.Quote.Process is not ConstantProcess;

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

    private static int AddOutcomes(Scenario scenario, PlanBuilder tables, PairPool pool)
    {
        double value = pool.ValueUsd * Growth(scenario, pool);
        double days = Math.Max(StepMoments.Days(scenario.HorizonSeconds), 1);
        double volume = value * days * Math.Max(pool.NoiseVolumePerDay, 1);
        double fees = Math.Max(volume * pool.FeeFraction, 1e-9);
        Metric profit = Gain(pool.Name, "arbitrageProfit", value) with { Least = 0 };
        bool isFree = !EarnsFees(scenario, pool);
        return tables.AddOutcomes(new PoolOutcomes<Metric>
        {
            ArbitrageProfit = FixedIf(IsContinuous(pool.Arbitrage), profit),
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

    private static PlannedPosition AddPosition(
        Scenario scenario, PlanBuilder tables, Position position, int row, int buffers)
    {
        PairPool pool = position.Pool;
        (double lower, double upper) = LogRange(position);
        double centre = Math.Clamp(0, lower, upper);
        int outcomes = AddOutcomes(scenario, tables, position);
        tables.SetRow(row, new PositionRow
        {
            Terms = tables.AddTerms(new PositionTerms<double>
            {
                Lower = lower - centre,
                Upper = upper - centre,
                Liquidity = LiquidityUsd(pool, position.Liquidity),
                Value = position.ValueUsd,
                GasPerAction = position.GasPerActionUsd,
                InverseSteps = 1.0 / scenario.Steps,
                Centre = centre,
            }),
            State = tables.ReserveSlots(PositionState.Width),
            Outcomes = outcomes,
            Ranged = position.Range is null ? 0 : 1,
            RecentreEvery = RecentreEvery(scenario, position),
            Moves = buffers,
            TellsPayers = scenario.Kernel == KernelKind.Market ? 1 : 0,
        });
        return new(position, row, outcomes);
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

    private static int AddOutcomes(Scenario scenario, PlanBuilder tables, Position position)
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

    // All pools use the same buffers one after the other, and so do all positions.
    private readonly record struct PoolBuffers(int Pool, int Position);
}
