using GpuRisk.Scenarios.Calibration.Fitting;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios.Calibration.Fitting;

/// <summary>Regimes that several assets share, from returns drawn with them.</summary>
internal sealed class JointRegimesTests
{
    [TestCase(1)]
    [TestCase(2)]
    public void States_AreFound(int seed)
    {
        double[] calm = [0.02, 0.03];
        double[] storm = [0.08, 0.05];
        var random = new MersenneTwister(seed);
        bool isStorm = false;
        List<double[]> returns = [];
        for (int i = 0; i < 6000; i++)
        {
            double correlation = isStorm ? 0.9 : 0.3;
            double first = Normal.Sample(random, 0, 1);
            double second = (correlation * first)
                + (Math.Sqrt(1 - (correlation * correlation)) * Normal.Sample(random, 0, 1));
            double[] deviations = isStorm ? storm : calm;
            returns.Add([deviations[0] * first, deviations[1] * second]);
            isStorm = random.NextDouble() < (isStorm ? 0.9 : 0.03);
        }

        var fit = new JointRegimes(returns, 2);
        double Deviation(int state, int asset) =>
            Math.Sqrt(fit.Covariances[state][asset, asset]);
        double Correlation(int state) => fit.Covariances[state][0, 1]
            / (Deviation(state, 0) * Deviation(state, 1));
        Assert.Multiple(() =>
        {
            Assert.That(Deviation(0, 0), Is.EqualTo(calm[0]).Within(4).Percent);
            Assert.That(Deviation(0, 1), Is.EqualTo(calm[1]).Within(4).Percent);
            Assert.That(Deviation(1, 0), Is.EqualTo(storm[0]).Within(6).Percent);
            Assert.That(Deviation(1, 1), Is.EqualTo(storm[1]).Within(6).Percent);
            Assert.That(Correlation(0), Is.EqualTo(0.3).Within(0.05));
            Assert.That(Correlation(1), Is.EqualTo(0.9).Within(0.03));
            Assert.That(fit.Chain[0, 1], Is.EqualTo(0.03).Within(0.01));
            Assert.That(fit.Chain[1, 0], Is.EqualTo(0.1).Within(0.03));
            Assert.That(fit.Start.Sum(), Is.EqualTo(1).Within(1e-9));
        });
        (string Name, double Value)[] truth =
        [
            ("assets.A.process.states.calm.volatility", 0.02),
            ("assets.B.process.states.calm.volatility", 0.03),
            ("assets.A.process.states.storm.volatility", 0.08),
            ("assets.B.process.states.storm.volatility", 0.05),
            ("regimes.states.calm.correlations.A-B", 0.3),
            ("regimes.states.storm.correlations.A-B", 0.9),
            ("regimes.states.calm.next.storm", 0.03),
            ("regimes.states.storm.next.calm", 0.1),
        ];
        (FittedParameter[] parameters, _) =
            JointRegimeErrors.Of(fit, ["calm", "storm"], ["A", "B"], 1);
        Assert.That(parameters, Has.Length.EqualTo(truth.Length));
        Assert.Multiple(() =>
        {
            foreach ((string name, double value) in truth)
            {
                FittedParameter found = parameters.Single(one => one.Name == name);
                Assert.That(
                    found.Value, Is.EqualTo(value).Within(3 * found.StandardError!.Value), name);
                Assert.That(found.StandardError, Is.LessThan(0.2 * value), name);
            }
        });
    }
}
