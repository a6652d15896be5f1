using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Ledgers;

/// <summary>Books of blocks of paths against those of one path after the other.</summary>
[TestFixture]
internal sealed class LedgerSinkTests
{
    // Paths whose outcomes are no amounts, or too large for the books.
    private const int NotANumber = 3;
    private const int Infinite = 131;
    private const int TooLarge = 200;

    [Test]
    public void Add_BlocksOfAnyLength_KeepsTheBooksOfEachPath(
        [Values(1, 100, 128, 129, 300)] int paths, [Values] bool isDouble)
    {
        LedgerPlan plan = Library.Plan("paradox/defi-paradox").Ledger!;
        int stride = paths + 5;
        float[] outcomes = Outcomes(plan, stride, paths);
        var captured = new Captured();
        var sink = new LedgerSink([plan], captured);
        if (isDouble)
        {
            sink.Add(Array.ConvertAll(outcomes, x => (double)x), stride, paths, 40);
        }
        else
        {
            sink.Add(outcomes, stride, paths, 40);
        }

        Assert.That(captured.Paths, Has.Count.EqualTo(paths));
        for (int p = 0; p < paths; p++)
        {
            double[] path = [.. Enumerable.Range(0, plan.Layout.Outcomes)
                .Select(i => (double)outcomes[(i * stride) + p])];
            Assert.That(
                captured.Paths[p].Select(BitConverter.DoubleToInt64Bits),
                Is.EqualTo(new ReferenceBooks(plan, path).Metrics
                    .Select(BitConverter.DoubleToInt64Bits)),
                $"path {p}");
        }
    }

    private static float[] Outcomes(LedgerPlan plan, int stride, int paths)
    {
        Random random = new(paths);
        float[] outcomes = [.. Enumerable.Range(0, plan.Layout.Outcomes * stride).Select(_ =>
            random.Next(4) == 0 ? 0f : (float)((random.NextDouble() - 0.3) * 1000))];
        int first = plan.Postings[0].Outcome * stride;
        Span<float> row = outcomes.AsSpan(first, paths);
        foreach ((int path, float value) in ((int, float)[])
            [(NotANumber, float.NaN), (Infinite, float.NegativeInfinity), (TooLarge, 1e38f)])
        {
            if (path < paths)
            {
                row[path] = value;
            }
        }

        return outcomes;
    }

    private sealed class Captured : IOutcomeSink
    {
        internal List<double[]> Paths { get; } = [];

        public void Add(ReadOnlySpan<float> outcomes, int stride, int paths, long firstPath) =>
            throw new NotSupportedException();

        public void Add(ReadOnlySpan<double> outcomes, int stride, int paths, long firstPath)
        {
            Assert.That(firstPath, Is.EqualTo(40 + Paths.Count));
            double[] all = outcomes.ToArray();
            for (int p = 0; p < paths; p++)
            {
                Paths.Add([.. Enumerable.Range(0, all.Length / stride)
                    .Select(i => all[(i * stride) + p])]);
            }
        }
    }
}
