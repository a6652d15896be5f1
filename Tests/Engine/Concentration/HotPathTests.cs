using GpuRisk.Engine.Concentration;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Concentration;

/// <summary>What holds because measures are taken on every path of a run.</summary>
[TestFixture]
internal sealed class HotPathTests
{
    private static readonly Groups Hundred = new(
        [.. Enumerable.Range(0, 100).Select(i => 1.0 + (i * i))],
        [.. Enumerable.Range(0, 100).Select(i => ((i * 37 % 50) - 11) / 7.0)],
        [.. Enumerable.Range(0, 100).Select(i => i % 7)]);

    [Test]
    public void Measures_OfManyPaths_AllocateNothing()
    {
        double[] first = new double[7];
        double[] last = new double[7];
        Measure(first);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int path = 0; path < 100; path++)
        {
            Measure(last);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(last, Is.EqualTo(first));
    }

    // A program of sums over pairs and wallets in another language comes to the same values but
    // for their last two digits; every machine must come to the last bit.
    [Test]
    public void Measures_OfAPath_AreTheSameBitsEverywhere()
    {
        double[] measures = new double[7];
        Measure(measures);
        double[] expected =
        [
            0.5187124117287802, 0.0262039419180351, 0.8797597007975122, 73_420,
            0.44688482016736636, 0.008675223038286344, 0.1452057250419915,
        ];
        Assert.That(measures, Is.EqualTo(expected));
    }

    private static void Measure(Span<double> measures)
    {
        RankedSlices ranked = Hundred.Ranked;
        measures[0] = ranked.Gini();
        measures[1] = ranked.TopShare(0.01);
        measures[2] = ranked.TopShare(0.5);
        measures[3] = ranked.Nakamoto();
        ClassGains classes = Hundred.ByClass;
        TheilIndex theil = classes.Theil();
        measures[4] = theil.Within;
        measures[5] = theil.Between;
        measures[6] = classes.HerfindahlHirschman();
    }
}
