using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>
/// Whatever is stated, the parts add up to it: each asset's jumps to its own law, jumps and
/// diffusions to the covariances.
/// </summary>
internal sealed class PriceDependenceTests
{
    // Correlations of random factors, so that they are possible; random processes.
    [TestCase(2, 1)]
    [TestCase(3, 2)]
    [TestCase(5, 3)]
    [TestCase(8, 4)]
    public void Solve_OfRandomMarkets_KeepsLawsAndCovariances(int assets, int seed)
    {
        var random = new Random(seed);
        int solved = 0;
        int possible = 0;
        for (int trial = 0; trial < 60; trial++)
        {
            bool isCalibrated = trial % 2 == 0;
            AssetMoments[] moments = [.. Enumerable.Range(0, assets).Select(
                _ => isCalibrated ? Calibrated(random) : Crashing(random))];
            CorrelationMatrix stated = Market(random, assets, trial % 4 < 2 ? 0.8 : 0.3);
            if (JumpShares.Of(moments, stated) is null) continue;
            possible++;
            PriceDependence? found = PriceDependence.Solve(moments, stated, null);
            if (found is null) continue;
            solved++;
            Check(moments, stated, found);
        }

        TestContext.Out.WriteLine($"{solved} of {possible}");
        Assert.That(solved, Is.GreaterThan(0.8 * possible));
    }

    // What calibration finds: hundreds or thousands of small jumps a year without a mean.
    [Test]
    public void Solve_OfCalibratedMarkets_NeverFails()
    {
        var random = new Random(5);
        for (int trial = 0; trial < 40; trial++)
        {
            int assets = 2 + (trial % 4);
            AssetMoments[] moments =
                [.. Enumerable.Range(0, assets).Select(_ => Calibrated(random))];
            CorrelationMatrix stated = Market(random, assets, 0.75);
            Assert.That(PriceDependence.Solve(moments, stated, null), Is.Not.Null, $"{trial}");
        }
    }

    [Test]
    public void Solve_OfUncorrelatedAssets_SharesNothing()
    {
        AssetMoments crash = new(0, 0.5, new JumpLaw(3, -0.2, 0.1), default);
        CorrelationMatrix stated =
            CorrelationMatrix.Identity(3).With(0, 1, 0.5).With(1, 2, 0.3);
        PriceDependence found = PriceDependence.Solve([crash, crash, crash], stated, null)!;
        Assert.That(
            found.Layers.Any(layer => layer.Members.Any(m => m.Asset == 0)
                && layer.Members.Any(m => m.Asset == 2)),
            Is.False);
        Check([crash, crash, crash], stated, found);
    }

    [TestCase(1.0)]
    [TestCase(0.6)]
    [TestCase(-0.6)]
    [TestCase(-1.0)]
    public void Solve_OfTwoAlike_SharesJumpsAsDiffusions(double correlation)
    {
        AssetMoments alike = new(0, 0.5, new JumpLaw(30, 0, 0.1), default);
        CorrelationMatrix stated = CorrelationMatrix.Identity(2).With(0, 1, correlation);
        PriceDependence found = PriceDependence.Solve([alike, alike], stated, null)!;
        Assert.Multiple(() =>
        {
            Assert.That(found.Layers.Single().PerYear, Is.EqualTo(30 * Math.Abs(correlation)));
            Assert.That(found.Diffusion[0, 1], Is.EqualTo(correlation).Within(1e-12));
        });
        Check([alike, alike], stated, found);
    }

    [Test]
    public void Solve_OfStatedCommonJumps_LeavesTheRestToDiffusions()
    {
        var common = new JumpLaw(24, -0.02, 0.04);
        AssetMoments[] moments =
        [
            new(0, 0.6, new JumpLaw(10, 0, 0.05), common),
            new(0, 0.5, default, common with { Mean = -0.03 }),
            new(0, 0.4, new JumpLaw(5, 0, 0.1), default),
        ];
        CorrelationMatrix stated =
            CorrelationMatrix.Identity(3).With(0, 1, 0.8).With(0, 2, 0.3).With(1, 2, 0.2);
        foreach (double? sizes in new double?[] { null, 0, 0.8, 1 })
        {
            PriceDependence found =
                PriceDependence.Solve(moments, stated, new CommonJumps(24, sizes))!;
            Assert.That(found.Layers.Single().Members, Has.Count.EqualTo(2));
            Assert.That(found.Alone, Is.EqualTo(moments.Select(m => m.Own)));
            CheckCovariances(moments, stated, found);
        }
    }

    private static void Check(
        AssetMoments[] moments, CorrelationMatrix stated, PriceDependence found)
    {
        for (int i = 0; i < moments.Length; i++)
        {
            double shared = 0;
            foreach (JumpLayer layer in found.Layers)
            {
                if (layer.Members.FirstOrDefault(m => m.Asset == i) is not { } member) continue;
                shared += layer.PerYear;
                Assert.That(member.Mean, Is.EqualTo(moments[i].Own.Mean));
                Assert.That(
                    Math.Sqrt(member.Loadings.Sum(x => x * x)),
                    Is.EqualTo(moments[i].Own.StdDev).Within(1e-9));
                Assert.That(member.Loadings, Has.Count.EqualTo(layer.Factors));
            }

            Assert.That(
                shared + found.Alone[i].PerYear,
                Is.EqualTo(moments[i].Own.PerYear).Within(1e-6 * moments[i].Own.PerYear));
            Assert.That(found.Alone[i].PerYear, Is.GreaterThanOrEqualTo(0));
        }

        CheckCovariances(moments, stated, found);
    }

    private static void CheckCovariances(
        AssetMoments[] moments, CorrelationMatrix stated, PriceDependence found)
    {
        Assert.That(found.Diffusion.CholeskyFactor(), Is.Not.Null);
        for (int i = 0; i < moments.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double covariance =
                    found.Diffusion[i, j] * moments[i].Volatility * moments[j].Volatility;
                foreach (JumpLayer layer in found.Layers)
                {
                    JumpLayerMember? one = layer.Members.FirstOrDefault(m => m.Asset == i);
                    JumpLayerMember? other = layer.Members.FirstOrDefault(m => m.Asset == j);
                    if (one is null || other is null) continue;
                    covariance += layer.PerYear * ((one.Mean * other.Mean)
                        + one.Loadings.Zip(other.Loadings, (x, y) => x * y).Sum());
                }

                double scale = Math.Sqrt(moments[i].Variance * moments[j].Variance);
                Assert.That(covariance / scale, Is.EqualTo(stated[i, j]).Within(1e-6));
            }
        }
    }

    private static AssetMoments Calibrated(Random random) => new(
        0,
        0.3 + (0.3 * random.NextDouble()),
        new JumpLaw(
            1500 + (1500 * random.NextDouble()),
            0.001 * (random.NextDouble() - 0.5),
            0.01 + (0.01 * random.NextDouble())),
        default);

    private static AssetMoments Crashing(Random random) => new(
        0,
        1.2 * random.NextDouble(),
        new JumpLaw(
            random.Next(3) == 0 ? 0 : 10 * random.NextDouble(),
            -0.2 * random.NextDouble(),
            0.2 * random.NextDouble()),
        default);

    private static CorrelationMatrix Market(Random random, int assets, double most)
    {
        double[] loadings = [.. Enumerable.Range(0, assets).Select(
            _ => Math.Sqrt(most * (0.7 + (0.3 * random.NextDouble()))))];
        CorrelationMatrix stated = CorrelationMatrix.Identity(assets);
        for (int i = 0; i < assets; i++)
        {
            for (int j = 0; j < i; j++) stated = stated.With(i, j, loadings[i] * loadings[j]);
        }

        return stated;
    }
}
