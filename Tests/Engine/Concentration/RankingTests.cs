using GpuRisk.Engine.Concentration;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Concentration;

/// <summary>Ranking against a sort that keeps equal values in order.</summary>
[TestFixture]
internal sealed class RankingTests
{
    [Test]
    public void Sort_AnyValues_IsAStableSort([Values(1, 2, 3, 17, 128, 521)] int count)
    {
        var ranking = new Ranking(count);
        Random random = new(count);
        for (int trial = 0; trial < 200; trial++)
        {
            double[] values = Runs(random, count, 1 + random.Next(40));
            ranking.Sort(values);
            int[] order = [.. Enumerable.Range(0, count).OrderBy(i => values[i])];
            Assert.That(ranking.Order, Is.EqualTo(order));
            Assert.That(
                ranking.Values.Select(BitConverter.DoubleToInt64Bits),
                Is.EqualTo(order.Select(i => BitConverter.DoubleToInt64Bits(values[i]))));
        }
    }

    // Values that rise, fall, stay or do as they like, with many equal ones and zeros of both
    // signs.
    private static double[] Runs(Random random, int count, int length)
    {
        double[] values = new double[count];
        double scale = 0;
        for (int i = 0; i < count; i++)
        {
            scale = i % length == 0 ? random.Next(-2, 3) : scale;
            int step = scale == 2 ? random.Next(8) : i % length / 2;
            values[i] = scale * step * (random.Next(20) == 0 ? -1 : 1);
        }

        return values;
    }
}
