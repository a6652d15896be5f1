using GpuRisk.CudaTests.Driver;
using GpuRisk.CudaTests.Machine;
using GpuRisk.CudaTests.Ptx;
using GpuRisk.Engine.Benchmarking;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;
using GpuRisk.Tests;
using NUnit.Framework;

namespace GpuRisk.CudaTests;

/// <summary>Would a wrong instruction be noticed? One after the other, instructions that a run
/// executes get a wrong bit in every result, the lowest or in float64 one that float32 would not
/// have either: the digest must differ, or the run fail.</summary>
/// <remarks>Not every one can be noticed: such a bit of a radius or a price is often rounded away
/// before it reaches an outcome, and some results are compared and no more.</remarks>
[TestFixture]
internal sealed class MutationTests : EmulatedTests
{
    private const int Paths = 40;
    private const int Most = 100;
    private const ulong Lowest = 1;
    private const ulong LowOfDouble = 1 << 24;

    [SetUp]
    public void Forgive()
    {
        _ = EmulatedDevice.Shared;
        CudaDriver.Instance.IsForgiving = true;
    }

    [TearDown]
    public void Resume()
    {
        CudaDriver.Instance.IsForgiving = false;
        CudaDriver.Instance.MostInstructions = long.MaxValue;
        CudaDriver.Instance.Launched = null;
        CudaDriver.Instance.TakeViolations();
    }

    [Test]
    public void Uniforms_WithAWrongInstruction_AreNoticed() =>
        Check(RandomNumbersPlanner.Plan(8, Paths, seed: 7), 0.75);

    [Test]
    public void Prices_WithAWrongInstruction_AreNoticed(
        [Values] Precision precision) => Check(Library.PlanText("""
            scenario: prices
            kernel: impermanent-loss
            horizon: 11h
            step: 1h
            seed: 3
            assets:
              ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.6 } }
            """), 0.6, precision);

    [Test]
    [Category("Slow")]
    public void Pool_WithAWrongInstruction_IsNoticed() =>
        Check(BenchmarkSuite.Entry("pool").Plan, 0.6);

    private static void Check(
        Plan plan, double share, Precision precision = Precision.Float32)
    {
        using IPathWorker worker = EmulatedDevice.Shared.CreateWorker(plan, precision);
        var launches = new List<Launch>();
        CudaDriver.Instance.Launched = launches.Add;
        string right = Digest(worker, plan);
        CudaDriver.Instance.Launched = null;
        CudaDriver.Instance.MostInstructions = 4 * launches.Max(launch => launch.WarpInstructions);
        foreach (IGrouping<PtxKernel, Launch> runs in launches
            .GroupBy(launch => launch.Kernel)
            .Where(runs => !runs.Key.Name.Contains("Fault", StringComparison.Ordinal)))
        {
            Instruction[] executed = [.. runs.Key.Code.Where((instruction, place) =>
                instruction.Kind == InstructionKind.Arithmetic
                && runs.Any(launch => launch.Executed[place] > 0))];
            int step = Math.Max(1, executed.Length / Most);
            Instruction[] tried = [.. executed.Where((_, i) => i % step == 0)];
            Instruction[] missed =
                [.. tried.Where(instruction => !IsNoticed(instruction, worker, plan, right))];
            TestContext.Out.WriteLine(
                $"{runs.Key.Name}: {tried.Length - missed.Length} of {tried.Length} noticed; "
                + $"unseen: {string.Join("; ", missed.Take(5))}");
            Assert.That(
                missed, Has.Length.LessThanOrEqualTo((1 - share) * tried.Length), runs.Key.Name);
        }
    }

    private static bool IsNoticed(
        Instruction instruction, IPathWorker worker, Plan plan, string right)
    {
        bool isDouble = instruction.Text.Contains(".f64", StringComparison.Ordinal);
        instruction.WrongBits = isDouble ? LowOfDouble : Lowest;
        try
        {
            return Digest(worker, plan) != right;
        }
        catch (Exception error) when (error is not AssertionException)
        {
            return true;
        }
        finally
        {
            instruction.WrongBits = 0;
        }
    }

    private static string Digest(IPathWorker worker, Plan plan)
    {
        var tally = new RunTally(plan.Metrics);
        worker.Simulate(plan.Scenario.Seed, 0, Paths, plan.SinkTo(tally));
        return tally.Digest("", plan.Scenario.Seed, Paths);
    }
}
