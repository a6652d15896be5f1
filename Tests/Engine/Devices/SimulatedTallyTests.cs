using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Devices;

/// <summary>Outcomes of real simulations give one digest, tallied on a device or not.</summary>
[TestFixture]
internal sealed class SimulatedTallyTests
{
    private static IEnumerable<string> Scenarios => Library.Names.Where(
        name => !Library.IsParadox(name) || name == "paradox/defi-paradox");

    [Test]
    [Category("Slow")]
    public void Digest_OfSimulatedOutcomes_IsTheHosts(
        [ValueSource(nameof(Scenarios))] string scenario, [Values] Precision precision)
    {
        // Launches of 300 paths, three to a chunk, that start at no multiple of 64.
        const int Launch = 300;
        Plan plan = Library.Plan(scenario);
        var launches = new Launches();
        using var simd = new SimdDevice(threads: 1);
        using (IPathWorker worker = simd.CreateWorker(plan, precision))
        {
            for (int i = 0; i < 5; i++)
            {
                worker.Simulate(plan.Scenario.Seed, 17 + (i * Launch), Launch, launches);
            }
        }

        using TallyDevice device = TallyDevice.Product();
        RunTally tallied = precision == Precision.Float32
            ? device.Tally(plan.Outcomes, launches.Single.Chunk(3))
            : device.Tally(plan.Outcomes, launches.Twofold.Chunk(3));
        RunTally expected = precision == Precision.Float32
            ? TallyDevice.TallyOnHost(plan.Outcomes, launches.Single.Chunk(3))
            : TallyDevice.TallyOnHost(plan.Outcomes, launches.Twofold.Chunk(3));
        Assert.That(expected.Paths, Is.EqualTo(5 * Launch));
        Assert.That(Digest(tallied), Is.EqualTo(Digest(expected)));
    }

    private static string Digest(RunTally run) => run.Digest("scenario", 1, run.Paths);

    private sealed class Launches : IOutcomeSink
    {
        public List<Block<float>> Single { get; } = [];

        public List<Block<double>> Twofold { get; } = [];

        public void Add(ReadOnlySpan<float> outcomes, int stride, int paths, long firstPath) =>
            Single.Add(new(outcomes.ToArray(), stride, paths, firstPath));

        public void Add(ReadOnlySpan<double> outcomes, int stride, int paths, long firstPath) =>
            Twofold.Add(new(outcomes.ToArray(), stride, paths, firstPath));
    }
}
