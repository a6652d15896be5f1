using GpuRisk.Engine.Ledgers;
using GpuRisk.Kernels.Pools;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Market;

/// <summary>What a pool counted as a whole against what its positions counted.</summary>
/// <remarks>
/// A pool counts trades by its active liquidity, which is that of its positions only where all of
/// them span the whole axis; and arbitrage only where it happens step by step.
/// </remarks>
internal sealed class PoolAudit
{
    private readonly List<(int Outcome, double Coefficient)> _arbitrage = [];
    private readonly List<(int Outcome, double Coefficient)> _noise = [];
    private readonly List<Reconciliation> _positions = [];
    private readonly ArbitragedPool _pool;

    public PoolAudit(ArbitragedPool pool, int metrics)
    {
        _pool = pool;
        int fromArbitrage = metrics + PoolOutcomes.ProtocolArbitrageFees;
        _arbitrage.Add((metrics + PoolOutcomes.ArbitrageProfit, 1));
        _arbitrage.Add((metrics + PoolOutcomes.ArbitrageGas, 1));
        _arbitrage.Add((fromArbitrage, 1));
        _noise.Add((metrics + PoolOutcomes.NoiseVolume, pool.FeeFraction));
        _noise.Add((metrics + PoolOutcomes.ProtocolFees, -1));
        _noise.Add((fromArbitrage, 1));
    }

    /// <summary>The comparisons: of the pool as a whole where they hold, and of each position's
    /// value with its entries.</summary>
    public IEnumerable<Reconciliation> Reconciliations =>
        _pool is { IsRanged: false, Arbitrage: ArbitrageTiming.Step }
            ?
            [
                new($"what arbitrageurs made of {_pool.Name}", _arbitrage),
                new($"the fees of noise traders in {_pool.Name}", _noise),
                .. _positions,
            ]
            : _positions;

    /// <summary>Adds a position of one USD that counts for an amount.</summary>
    public void Add(string name, int metrics, double usd)
    {
        int loss = metrics + PositionOutcomes.LossVersusRebalancing;
        int fees = metrics + PositionOutcomes.Fees;
        int fromArbitrage = metrics + PositionOutcomes.ArbitrageFees;
        _arbitrage.Add((loss, -usd));
        _arbitrage.Add((fromArbitrage, usd));
        _noise.Add((fees, -usd));
        _noise.Add((fromArbitrage, usd));
        _positions.Add(new Reconciliation(
            $"the net of {name}",
            [
                (metrics + PositionOutcomes.Net, -1),
                (metrics + PositionOutcomes.Revaluation, 1),
                (loss, -1),
                (fees, 1),
                (metrics + PositionOutcomes.Gas, -1),
                (metrics + PositionOutcomes.SwapFees, -1),
            ]));
    }
}
