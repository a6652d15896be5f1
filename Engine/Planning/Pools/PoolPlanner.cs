using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Kernels.Pools;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Pools;

/// <summary>Plans pools that arbitrageurs trade, and liquidity positions.</summary>
internal static class PoolPlanner
{
    /// <summary>Plans a scenario's pools that arbitrageurs trade, and the positions in them.
    /// </summary>
    public static PlannedPools Add(
        Scenario scenario, PlanBuilder tables, IReadOnlyList<Position> positions)
    {
        List<ArbitragedPool> pools = [.. scenario.Pools.OfType<ArbitragedPool>()];
        PoolWarnings.Add(scenario, tables);
        int header = tables.ReserveRow<PoolHeader>();
        int rows = tables.ReserveRows<PoolRow>(pools.Count);
        tables.SetRow(header, new PoolHeader { Pools = pools.Count, PoolRows = rows });
        var draft = new PoolDraft(
            scenario, tables, new StepCovariance(scenario),
            tables.ReserveBuffers(PoolMove.Width), tables.ReserveBuffers(PositionMove.Width));
        var planned = new PlannedPool[pools.Count];
        for (int i = 0; i < pools.Count; i++)
        {
            planned[i] = AddPool(
                draft, pools[i], [.. positions.Where(p => p.Pool.Index == pools[i].Index)],
                rows + (i * PoolRow.Width));
        }

        return new(header, planned);
    }

    // Of what a kind has for itself.
    private static PlannedKind AddKind(
        PoolDraft draft, ArbitragedPool pool, IReadOnlyList<Position> positions) => pool switch
        {
            PairPool pair => PairPoolPlanner.Add(draft, pair, positions),
            WeightedPool weighted => AddWeighted(draft.Tables, weighted),
            _ => throw new NotSupportedException($"Nothing plans a {pool.GetType().Name}."),
        };

    private static PlannedKind AddWeighted(PlanBuilder tables, WeightedPool pool) => new(
        PoolKind.Weighted, tables.AddRow(new WeightedPoolRow
        {
            Assets = pool.Assets.Count,
            Indices = tables.AddIntegers(pool.Assets.Select(asset => asset.Index)),
            Weights = tables.AddReals(pool.Parts.Select(part => part.Weight)),
            State = tables.ReserveSlots(pool.Assets.Count * WeightedAssetState.Width),
            Moves = tables.ReserveBuffers(ShareMove.Width),
        }));

    private static PlannedPool AddPool(
        PoolDraft draft, ArbitragedPool pool, List<Position> positions, int row)
    {
        PlanBuilder tables = draft.Tables;
        int positionRows = tables.ReserveRows<PositionRow>(positions.Count);
        PlannedKind kind = AddKind(draft, pool, positions);
        bool isNoisy = pool.NoiseVolumePerDay != 0;
        int outcomes = PoolMetrics.Add(draft.Scenario, tables, pool);
        tables.SetRow(row, new PoolRow
        {
            Kind = (int)kind.Kind,
            Own = kind.Row,
            Terms = tables.AddTerms(new PoolTerms<double>
            {
                Fee = pool.FeeFraction,
                InputPerKept = 1 / (1 - pool.FeeFraction),
                Band = -Math.Log(1 - pool.FeeFraction),
                Liquidity = pool.LiquidityUsd(pool.ActiveLiquidity),
                NoiseVolume = pool.ValueUsd * pool.NoiseVolumePerDay
                    * StepMoments.Days(draft.Scenario.StepSeconds),
                NoiseDeviation = pool.NoiseVolumeStdDev,
                ArbitrageGas = pool.ArbitrageGasUsd,
                ProviderShare = 1 - pool.ProtocolShareOfFees,
            }),
            State = tables.ReserveSlots(PoolState.Width),
            Outcomes = outcomes,
            Continuous = IsContinuous(pool) ? 1 : 0,
            Noise = isNoisy ? 1 : 0,
            Positions = positions.Count,
            PositionRows = positionRows,
            Volume = isNoisy ? VolumePlanner.Add(draft, pool) : -1,
            Normals = isNoisy && pool.NoiseVolumeStdDev != 0 ? tables.ReserveBuffer() : -1,
        });
        var planned = new PlannedPosition[positions.Count];
        for (int i = 0; i < positions.Count; i++)
        {
            planned[i] = AddPosition(
                draft, positions[i], positionRows + (i * PositionRow.Width));
        }

        return new(pool, row, outcomes, planned);
    }

    private static PlannedPosition AddPosition(PoolDraft draft, Position position, int row)
    {
        (double lower, double upper) = LogRange(position);
        double centre = Math.Clamp(0, lower, upper);
        int outcomes = PoolMetrics.Add(draft.Scenario, draft.Tables, position);
        draft.Tables.SetRow(row, new PositionRow
        {
            Terms = draft.Tables.AddTerms(new PositionTerms<double>
            {
                Lower = lower - centre,
                Upper = upper - centre,
                Liquidity = position.Pool.LiquidityUsd(position.Liquidity),
                Value = position.ValueUsd,
                GasPerAction = position.GasPerActionUsd,
                InverseSteps = 1.0 / draft.Scenario.Steps,
                Centre = centre,
            }),
            State = draft.Tables.ReserveSlots(PositionState.Width),
            Outcomes = outcomes,
            Ranged = position.Range is null ? 0 : 1,
            RecentreEvery = RecentreEvery(draft.Scenario, position),
            Moves = draft.PositionBuffers,
            TellsPayers = draft.Scenario.Kernel == KernelKind.Market ? 1 : 0,
        });
        return new(position, row, outcomes);
    }

    // Ends of a range as logs over the pool's price at the start.
    private static (double Lower, double Upper) LogRange(Position position) =>
        position.Range is { } range
            ? (Math.Log(range.Lower / position.Pool.Price),
                Math.Log(range.Upper / position.Pool.Price))
            : (double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Whether a pool always stands at the market's prices.</summary>
    public static bool IsContinuous(ArbitragedPool pool) => pool.Arbitrage switch
    {
        ArbitrageTiming.Continuous => true,
        ArbitrageTiming.Step => false,
        _ => throw new ArgumentOutOfRangeException(
            nameof(pool), pool.Arbitrage, "Unknown arbitrage."),
    };

    /// <summary>Steps between recentrings of a position; 0 never, -1 when the price leaves its
    /// range.</summary>
    public static int RecentreEvery(Scenario scenario, Position position) =>
        position.Strategy switch
        {
            RangeStrategy.RecentreOnExit => -1,
            RangeStrategy.RecentreOnSchedule =>
                (int)Math.Round(position.RecentreEverySeconds / scenario.StepSeconds),
            RangeStrategy.Hold => 0,
            _ => throw new ArgumentOutOfRangeException(
                nameof(position), position.Strategy, "Unknown strategy."),
        };
}
