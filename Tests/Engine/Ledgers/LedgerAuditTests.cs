using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Tests.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Ledgers;

/// <summary>An audit names the first step at which books do not balance, and no other.</summary>
[TestFixture]
internal sealed class LedgerAuditTests
{
    private const int AuditedPaths = 8;
    private const int Steps = 120;
    private const ulong Seed = 4;

    private const string Market = """
        scenario: audited
        kernel: market
        horizon: 120d
        step: 1d
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.8 } }
          USD: { price: 1, process: { kind: constant } }
        pools:
          pool: { kind: constant-product, base: ETH, quote: USD, fee: 0.003, value: 1000000, noiseVolumePerDay: 0.3, arbitrage: step, protocolShareOfFees: 0.1 }
        classes:
          retail: { wallets: 100, sizes: { kind: log-normal, mean: 1000, logStdDev: 1 }, trading: 1, liquidity: { pool: { share: 0.5 } }, farms: { farm: 0.3 } }
        farms:
          farm: { stakes: pool, reward: ETH, emissionPerDay: 1, outsideStake: 0, soldShare: 1 }
        gas: { price: 20, asset: ETH, volatilityPerDay: 0.1 }
        hazards:
          rug: { farm: { perYear: 2, share: 0.6 } }
          regulation: { perYear: 1, volumeDrop: 0.2, volumeHalfLife: 10d }
        """;

    [Test]
    public void Find_BooksThatBalance_IsNull()
    {
        Plan plan = Simulation.Plan(Market);
        Assert.That(plan.Ledger!.Reconciliations, Is.Not.Empty);
        Assert.That(LedgerAudit.Find(plan, Seed, 256), Is.Null);
    }

    // Regulators' interventions only add up, so that calling them a gap plants a fault at the
    // step of the first one; a run to every horizon in turn tells where that is.
    [Test]
    public void Find_PlantedFault_NamesItsFirstStep()
    {
        Plan plan = Simulation.Plan(Market);
        int planted = Enumerable.Range(0, plan.Outcomes.Count)
            .Single(i => plan.Outcomes[i].Name == "regulation.interventions");
        ((List<Reconciliation>)plan.Ledger!.Reconciliations).Add(
            new Reconciliation("the plant", [(planted, 1)]));
        int expected = Enumerable.Range(1, Steps)
            .First(step => Count(plan.Until(step), planted) > 0);

        UnbalancedStep? found = LedgerAudit.Find(plan, Seed, AuditedPaths);

        Assert.That(found, Is.Not.Null);
        Assert.That((found!.Step, found.What), Is.EqualTo((expected, "the plant")));
        Assert.That(expected, Is.InRange(2, Steps - 1), "The case must be one to search for.");
    }

    private static double Count(Plan plan, int outcome)
    {
        var captured = new CapturedMetrics([outcome]);
        captured.Begin(0, AuditedPaths);
        using var device = new SimdDevice(1);
        using IPathWorker worker = device.CreateWorker(plan, Precision.Float64);
        worker.Simulate(Seed, 0, AuditedPaths, captured);
        return captured[0].Take(AuditedPaths).Sum();
    }
}
