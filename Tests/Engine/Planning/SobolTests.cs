using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Planning.Controls;
using GpuRisk.Engine.Tallies;
using GpuRisk.Tests.Models;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Planning;

/// <summary>Sobol points: direction numbers, scrambles and the bridge.</summary>
[TestFixture]
internal sealed class SobolTests
{
    // The example that Joe and Kuo publish beside their numbers, in Gray's order.
    private static readonly double[][] Published =
    [
        [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75],
        [0.375, 0.375, 0.625], [0.875, 0.875, 0.125], [0.625, 0.125, 0.875],
        [0.125, 0.625, 0.375], [0.1875, 0.3125, 0.9375], [0.6875, 0.8125, 0.4375],
    ];

    private static string Prices(int steps) => $$"""
        scenario: prices
        kernel: impermanent-loss
        horizon: {{steps}}d
        step: 1d
        assets:
          X: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.5 } }
          Y: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.5 } }
        sampling: sobol
        """;

    [Test]
    public void Points_AreThePublishedOnes()
    {
        uint[][] directions = [.. Enumerable.Range(0, 3).Select(SobolDirections.Of)];
        for (int i = 0; i < Published.Length; i++)
        {
            int gray = i ^ (i >> 1);
            double[] point = [.. directions.Select(numbers => Enumerable.Range(0, 4)
                .Where(bit => ((gray >> bit) & 1) != 0)
                .Aggregate(0u, (sum, bit) => sum ^ numbers[bit]) * Math.ScaleB(1, -32))];
            Assert.That(point, Is.EqualTo(Published[i]));
        }
    }

    // The leading digits of a dimension's numbers are a triangle of ones, so that every power of
    // two of points has one in each like part of (0, 1); and no two dimensions are the same.
    [Test]
    public void Dimensions_AreStratifiedAndDiffer()
    {
        uint[][] all =
            [.. Enumerable.Range(0, SobolDirections.Dimensions).Select(SobolDirections.Of)];
        foreach (uint[] numbers in all)
        {
            for (int i = 0; i < numbers.Length; i++)
            {
                Assert.That(numbers[i] << i, Is.EqualTo(1u << 31));
            }
        }

        Assert.That(all.Select(one => string.Join(' ', one)), Is.Unique);
    }

    // The first two dimensions are a (0, m, 2)-net, which nested scrambles keep: of 2^m points each
    // box of area 2^-m with sides that are powers of two holds one. Others would not keep it.
    [Test]
    public void Scrambles_KeepTheNet([Values(1UL, 7UL)] ulong seed)
    {
        const int digits = 6;
        const int points = 1 << digits;
        (double X, double Y)[] paths = Uniforms(Simulation.Plan(Prices(1)), seed, 64 * points);
        Assert.That(paths, Is.Unique);
        for (int replicate = 0; replicate < 64; replicate++)
        {
            (double X, double Y)[] net =
                [.. Enumerable.Range(0, points).Select(i => paths[(64 * i) + replicate])];
            for (int wide = 0; wide <= digits; wide++)
            {
                Assert.That(
                    net.Select(point => (
                        (int)Math.ScaleB(point.X, wide),
                        (int)Math.ScaleB(point.Y, digits - wide))),
                    Is.Unique);
            }
        }
    }

    // Independent scrambles: what they do to a point is uniform, and what they do to the upper half
    // tells nothing of the lower one.
    [Test]
    public void Scrambles_AreUniformAndIndependent()
    {
        Plan plan = Simulation.Plan(Prices(1));
        List<double> first = [];
        List<double> product = [];
        for (ulong seed = 0; seed < 200; seed++)
        {
            (double X, double Y)[] paths = Uniforms(plan, seed, 128);
            for (int i = 0; i < 64; i++)
            {
                double Digit(double x) => (int)(x * 4) % 2 == 0 ? -1 : 1;
                first.Add(paths[i].X);
                product.Add(Digit(paths[i].X) * Digit(paths[i + 64].X));
            }
        }

        Estimated.Of("point", first).AssertIs(0.5);
        Estimated.Of("square", [.. first.Select(x => x * x)]).AssertIs(1.0 / 3);
        Estimated.Of("halves", product).AssertIs(0);
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(64)]
    public void Bridge_BuildsEachNodeOnceOfThoseBefore(int nodes)
    {
        HashSet<int> built = [0];
        foreach ((int index, int left, int right) in SobolPlanner.Bridge(nodes))
        {
            Assert.That(built, Does.Contain(left).And.Contain(right));
            Assert.That(left < index && (right == 0 || index < right));
            Assert.That(built.Add(index));
        }

        Assert.That(built, Has.Count.EqualTo(nodes + 1));
    }

    private static (double X, double Y)[] Uniforms(Plan plan, ulong seed, int paths)
    {
        using var device = new SimdDevice(1);
        var kept = new Kept(plan);
        using IPathWorker worker = device.CreateWorker(plan, Precision.Float64);
        worker.Simulate(seed, 0, paths, kept);
        return [.. kept.Paths];
    }

    private sealed class Kept(Plan plan) : IOutcomeSink
    {
        private static readonly double Deviation = 0.5 * Math.Sqrt(1.0 / 365);

        private readonly int[] _places = [.. new[] { "X.logReturn", "Y.logReturn" }.Select(name =>
            plan.Metrics.Index().First(metric => metric.Item.Name == name).Index)];

        public List<(double X, double Y)> Paths { get; } = [];

        public void Add(ReadOnlySpan<float> outcomes, int stride, int paths, long firstPath) =>
            throw new NotSupportedException();

        public void Add(ReadOnlySpan<double> outcomes, int stride, int paths, long firstPath)
        {
            for (int path = 0; path < paths; path++)
            {
                Paths.Add((
                    Uniform(outcomes[(_places[0] * stride) + path]),
                    Uniform(outcomes[(_places[1] * stride) + path])));
            }
        }

        private static double Uniform(double log) => Normal.CDF(0, 1, log / Deviation);
    }
}
