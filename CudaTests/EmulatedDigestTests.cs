using GpuRisk.CudaTests.Driver;
using GpuRisk.Engine.Benchmarking;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Tests;
using GpuRisk.Tests.Engine.Devices;
using KnockOut;
using NUnit.Framework;

namespace GpuRisk.CudaTests;

/// <summary>The product's CUDA code gives the digest of simd, and does nothing that a driver or a
/// card forbids.</summary>
[TestFixture]
internal sealed class EmulatedDigestTests : EmulatedTests
{
    private const int Paths = 40;

    private static readonly SimdDevice Simd = new(1);

    private static IEnumerable<string> CheapEntries => ["random-numbers", "gbm", "merton"];

    private static IEnumerable<string> CostlyEntries =>
        BenchmarkSuite.Names.Except(CheapEntries).Except(["depeg", "market"]);

    [TearDown]
    public void CheckRules()
    {
        Assert.That(CudaDriver.Instance.TakeViolations(), Is.Empty);
        Assert.That(CudaDriver.Instance.Allocations, Is.Zero, "allocations that are left");
    }

    [Test]
    [Category("Slow")]
    public void Library_GivesTheDigestOfSimd(
        [ValueSource(typeof(Library), nameof(Library.Names))] string scenario) =>
        Check(Library.Plan(scenario), Paths, Precision.Float32, null);

    /// <summary>In float64, in chunks of half a warp, and with simd's part of the paths.</summary>
    [Test]
    [Category("Slow")]
    public void Library_InChunksAndBesideSimd_GivesTheDigestOfSimd(
        [ValueSource(typeof(Library), nameof(Library.Names))] string scenario)
    {
        const int Chunk = 16;
        Plan plan = Library.Plan(scenario);
        RunTally tally = Run(
            plan, 0, 2 * Chunk, EmulatedDevice.Shared, Precision.Float64, Chunk);
        tally.Merge(Run(plan, 2 * Chunk, Paths - (2 * Chunk), Simd, Precision.Float64));
        Assert.That(
            tally.Digest("", plan.Scenario.Seed, Paths),
            Is.EqualTo(Run(plan, 0, Paths, Simd, Precision.Float64)
                .Digest("", plan.Scenario.Seed, Paths)));
    }

    // The library has those of depeg and market.
    [Test]
    public void Suite_GivesTheDigestOfSimd(
        [ValueSource(nameof(CheapEntries))] string entry, [Values] Precision precision) =>
        Check(BenchmarkSuite.Entry(entry).Plan, Paths, precision, null);

    [Test]
    [Category("Slow")]
    public void SuitesOthers_GiveTheDigestOfSimd(
        [ValueSource(nameof(CostlyEntries))] string entry, [Values] Precision precision) =>
        Check(BenchmarkSuite.Entry(entry).Plan, Paths, precision, null);

    /// <summary>Prices of every process that no library scenario has.</summary>
    [Test]
    [Category("Slow")]
    public void Processes_GiveTheDigestOfSimd(
        [ValueSource(typeof(ProcessPlans), nameof(ProcessPlans.Names))] string process,
        [Values] Precision precision) => Check(ProcessPlans.Of(process), Paths, precision, null);

    /// <summary>The model of docs/extending.md, which is not the house's.</summary>
    [Test]
    public void SomebodyElsesModel_GivesTheDigestOfSimd([Values] Precision precision) => Check(
        KnockOutPlan.Of(
            Library.PlanText("""
                scenario: market
                kernel: impermanent-loss
                horizon: 131h
                step: 1h
                measure: risk-neutral
                riskFreeRate: 0.05
                assets:
                  ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.6 } }
                """).Scenario,
            new KnockOutCall("ETH", Strike: 2000, Barrier: 1900)),
        Paths, precision, null);

    [Test]
    public void Chunks_OfAnySize_GiveOneDigest([Values(1, 7, 32, 33)] int chunk) =>
        Check(BenchmarkSuite.Entry("gbm").Plan, 70, Precision.Float32, chunk);

    [Test]
    [Category("Slow")]
    public void Chunks_OfALedger_GiveOneDigest([Values(7, 33)] int chunk) =>
        Check(Library.Plan("paradox/protocol-owned-liquidity"), Paths, Precision.Float32, chunk);

    /// <summary>Outcomes are derived on the device, before they are tallied there.</summary>
    [Test]
    public void Figures_GiveTheDigestOfSimd([Values] Precision precision) =>
        Check(Library.PlanText(FigureScenarios.Text), 3 * Paths, precision, null);

    /// <summary>Paths count by weights, which kernels tell.</summary>
    [Test]
    public void Tilts_GiveTheDigestOfSimd([Values] bool ofPegs) => Check(
        Library.PlanText(ofPegs ? RareScenarios.Pegs : RareScenarios.Loans), 5 * Paths,
        Precision.Float32, null);

    /// <summary>Steps on the random numbers of steps of twice the length.</summary>
    [Test]
    public void HalfSteps_GiveTheDigestOfSimd() => Check(
        Library.Plan("quick-start").Halving(), Paths, Precision.Float32, null);

    /// <summary>Prices tell how much they varied.</summary>
    [Test]
    public void Sampling_GivesTheDigestOfSimd(
        [Values("control-variates", "antithetic", "sobol")] string sampling) => Check(
        Library.PlanText(SamplingScenarios.Pool(sampling)), 2 * Paths, Precision.Float32, null);

    /// <summary>Steps between the nodes of a bridge of Sobol points.</summary>
    [Test]
    public void PaddedSobol_GivesTheDigestOfSimd() => Check(
        Library.PlanText(SamplingScenarios.Padded), Paths, Precision.Float32, null);

    /// <summary>What blocks trade between steps.</summary>
    [Test]
    public void Blocks_GiveTheDigestOfSimd() => Check(
        Library.PlanText(BlockScenarios.Text), Paths, Precision.Float32, null);

    /// <summary>More paths than a launch takes: outcomes are tallied on the device, launch after
    /// launch.</summary>
    [Test]
    public void Launches_OfOneChunk_AreTalliedTogether()
    {
        const int LaunchPaths = 2048;
        int[] launches = Launches(() => Check(
            RandomNumbersPlanner.Plan(8, LaunchPaths, 7), (2 * LaunchPaths) + 100,
            Precision.Float32, null));
        Assert.That(launches, Has.Length.GreaterThan(2));
    }

    [Test]
    public void Devices_OfOneRun_GiveTheDigestOfOne()
    {
        Plan plan = BenchmarkSuite.Entry("gbm").Plan;
        Check(plan, 3000, Precision.Float32, 50, EmulatedDevice.Shared, Simd);

        // Whoever is faster may have taken all: so once more with a part for each.
        RunTally tally = Run(plan, 0, 33, EmulatedDevice.Shared);
        tally.Merge(Run(plan, 33, 50, Simd));
        tally.Merge(Run(plan, 83, 17, EmulatedDevice.Shared));
        Assert.That(
            tally.Digest("", plan.Scenario.Seed, 100),
            Is.EqualTo(Run(plan, 0, 100, Simd).Digest("", plan.Scenario.Seed, 100)));
    }

    [Test]
    public void Paths_FarOut_GiveTheDigestOfSimd()
    {
        Plan plan = BenchmarkSuite.Entry("gbm").Plan;
        long first = (1L << 32) - 20;
        Assert.That(
            Run(plan, first, 40, EmulatedDevice.Shared).Digest("", 1, 40),
            Is.EqualTo(Run(plan, first, 40, Simd).Digest("", 1, 40)));
    }

    private static void Check(
        Plan plan, long paths, Precision precision, int? chunk, params IPathDevice[] devices) =>
        Assert.That(
            EmulatedDevice.Digest(
                plan, paths, precision, chunk, devices is [] ? [EmulatedDevice.Shared] : devices),
            Is.EqualTo(EmulatedDevice.Digest(plan, paths, precision, null, Simd)));

    private static RunTally Run(
        Plan plan, long first, long paths, IPathDevice device,
        Precision precision = Precision.Float32, int? chunk = null) =>
        new PathRunner([device], TimeProvider.System).Run(
            plan,
            new RunOptions(paths, plan.Scenario.Seed, precision, chunk) { FirstPath = first })
        .Tally;

    private static int[] Launches(Action run)
    {
        var launches = new List<int>();
        CudaDriver.Instance.Launched = launch =>
        {
            if (launch.Kernel.Name.Contains("Simulate", StringComparison.Ordinal))
            {
                launches.Add(launch.Grid.Count);
            }
        };
        run();
        CudaDriver.Instance.Launched = null;
        return [.. launches];
    }
}
