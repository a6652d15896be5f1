using System.Diagnostics;
using GpuRisk.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Tallies;

/// <summary>Prints what adding an outcome costs; run by hand, since timings are no verdicts.</summary>
[TestFixture]
[Explicit("A measurement.")]
public sealed class AddCostTests
{
    [TestCase(1.0, 0.0)]
    [TestCase(0.3, 1.0)]
    [TestCase(4.0, 0.0)]
    public void Add_MillionOutcomes_Cost(double deviation, double mean)
    {
        float[] outcomes =
        [
            .. Samples.Normal(1_000_000, seed: 5, mean, deviation).Select(x => (float)x),
        ];
        MetricTally tally = new(TallyTesting.Profit);
        tally.Add(outcomes, 0);
        double best = double.MaxValue;
        for (int pass = 0; pass < 20; pass++)
        {
            long start = Stopwatch.GetTimestamp();
            tally.Add(outcomes, 0);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }

        TestContext.Out.WriteLine($"{best / outcomes.Length:F2} ns per outcome");
        Assert.That(tally.Count, Is.EqualTo(21_000_000));
    }
}
