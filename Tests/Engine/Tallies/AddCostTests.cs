using System.Diagnostics;
using GpuRisk.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Tallies;

/// <summary>Prints what adding an outcome costs; timings are no verdicts.</summary>
[TestFixture]
[Explicit("A measurement.")]
public sealed class AddCostTests
{
    [TestCase(1.0, 0.0, 0.0)]
    [TestCase(0.3, 1.0, 0.0)]
    [TestCase(4.0, 0.0, 0.0)]
    [TestCase(1.0, 0.0, 0.5)]
    [TestCase(1.0, 0.0, 0.99)]
    public void Add_MillionOutcomes_Cost(double deviation, double mean, double absentShare)
    {
        float[] outcomes =
        [
            .. Samples.Normal(1_000_000, seed: 5, mean, deviation).Select(x => (float)x),
        ];
        Random random = new(6);
        for (int i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = random.NextDouble() < absentShare ? float.NaN : outcomes[i];
        }

        MetricTally tally = new(TallyTesting.Profit with { Conditional = absentShare > 0.0 });
        tally.Add(outcomes, 0);
        double best = double.MaxValue;
        for (int pass = 0; pass < 20; pass++)
        {
            long start = Stopwatch.GetTimestamp();
            tally.Add(outcomes, 0);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }

        TestContext.Out.WriteLine($"{best / outcomes.Length:F2} ns per outcome");
        Assert.That(tally.Paths, Is.EqualTo(21_000_000));
    }
}
