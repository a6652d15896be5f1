using GpuRisk.Scenarios.Calibration.Fitting;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios.Calibration.Fitting;

/// <summary>Fits find the parameters that returns were drawn with, by generators of the tests' own.
/// </summary>
internal sealed class ProcessFittingTests
{
    private const double Day = 1.0 / 365;

    [TestCase(1)]
    [TestCase(2)]
    public void Gbm_FindsVolatility(int seed)
    {
        var random = new MersenneTwister(seed);
        ProcessFit fit = ProcessFitting.Fit(
            "gbm", [.. Draw(2000, () => 0.8 * Math.Sqrt(Day) * Normal.Sample(random, 0, 1))], Day);
        Compare(fit, ("volatility", 0.8));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void StudentT_FindsTails(int seed)
    {
        var random = new MersenneTwister(seed);
        const double degrees = 4.5;
        double scale = 0.7 * Math.Sqrt(Day * (degrees - 2) / degrees);
        ProcessFit fit = ProcessFitting.Fit(
            "student-t", [.. Draw(4000, () => StudentT.Sample(random, 0, scale, degrees))], Day);
        Compare(fit, ("volatility", 0.7), ("degreesOfFreedom", degrees));
    }

    [TestCase("garch", 1)]
    [TestCase("garch", 2)]
    [TestCase("garch-residuals", 3)]
    [TestCase("garch-student-t", 1)]
    [TestCase("garch-student-t", 2)]
    public void Garch_FindsMemory(string name, int seed)
    {
        bool hasTails = name == "garch-student-t";
        ProcessFit fit = ProcessFitting.Fit(name, Garch(8000, hasTails, seed), Day);
        Compare(fit, ("volatility", 0.8), ("alpha", 0.1), ("beta", 0.85));
        if (hasTails) Compare(fit, ("degreesOfFreedom", 6));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Regimes_FindStates(int seed)
    {
        ProcessFit fit = ProcessFitting.Fit(
            "regime-switching",
            Regimes(3000, [0.4, 1.5], new[,] { { 0.97, 0.03 }, { 0.1, 0.9 } }, seed), Day);
        Compare(
            fit, ("states.calm.volatility", 0.4), ("states.storm.volatility", 1.5),
            ("regimes.states.calm.next.storm", 0.03), ("regimes.states.storm.next.calm", 0.1));
    }

    [Test]
    public void ThreeRegimes_FindVolatilities()
    {
        double[] returns = Regimes(
            6000, [0.3, 0.9, 2.7],
            new[,] { { 0.97, 0.02, 0.01 }, { 0.03, 0.95, 0.02 }, { 0.03, 0.07, 0.9 } }, 5);
        ProcessFit fit = ProcessFitting.Fit("regime-switching-3", returns, Day);
        Compare(
            fit, ("states.calm.volatility", 0.3), ("states.rough.volatility", 0.9),
            ("states.storm.volatility", 2.7));
        ProcessFit two = ProcessFitting.Fit("regime-switching", returns, Day);
        Assert.Multiple(() =>
        {
            Assert.That(fit.Bic, Is.LessThan(two.Bic!.Value));
            Assert.That(
                fit.OutOfSampleLogLikelihood,
                Is.GreaterThan(two.OutOfSampleLogLikelihood!.Value));
        });
    }

    /// <summary>What the returns are is what both criteria and unseen returns prefer.</summary>
    [Test]
    public void Criteria_PreferWhatItIs()
    {
        double[] returns = Garch(3000, hasTails: true, 4);
        ProcessFit[] fits = [.. new[] { "gbm", "student-t", "garch", "garch-student-t" }
            .Select(name => ProcessFitting.Fit(name, returns, Day))];
        Assert.Multiple(() =>
        {
            Assert.That(fits.MinBy(fit => fit.Aic)!.Name, Is.EqualTo("garch-student-t"));
            Assert.That(fits.MinBy(fit => fit.Bic)!.Name, Is.EqualTo("garch-student-t"));
            Assert.That(
                fits.MaxBy(fit => fit.OutOfSampleLogLikelihood)!.Name,
                Is.EqualTo("garch-student-t"));
        });
    }

    [Test]
    public void Residuals_HaveMeanZeroAndVarianceOne()
    {
        ProcessFit fit = ProcessFitting.Fit("garch-residuals", Garch(2000, true, 4), Day);
        string line = fit.ProcessLines.Single(text => text.StartsWith("residuals: ["));
        double[] residuals = [.. line["residuals: [".Length..^1].Split(", ").Select(double.Parse)];
        Assert.Multiple(() =>
        {
            Assert.That(residuals, Has.Length.EqualTo(1024));
            Assert.That(residuals.Average(), Is.EqualTo(0).Within(1e-4));
            Assert.That(residuals.Average(value => value * value), Is.EqualTo(1).Within(1e-4));
        });
    }

    [Test]
    public void Heston_HasTheMemoryOfTheVariance()
    {
        ProcessFit fit = ProcessFitting.Fit(
            "heston", Garch(20_000, false, 6), Day, isWhole: false);
        double alpha = 0.1, persistence = 0.95;
        double spread = 2 * alpha * alpha
            / (1 - (persistence * persistence) - (2 * alpha * alpha));
        double reversion = -Math.Log(persistence) / Day;
        Assert.Multiple(() =>
        {
            Assert.That(fit["longRunVolatility"], Is.EqualTo(0.8).Within(5).Percent);
            Assert.That(fit["meanReversion"], Is.EqualTo(reversion).Within(30).Percent);
            Assert.That(
                fit["volatilityOfVariance"],
                Is.EqualTo(0.8 * Math.Sqrt(2 * reversion * spread)).Within(20).Percent);
            Assert.That(fit["priceVarianceCorrelation"], Is.EqualTo(0).Within(0.05));
        });
    }

    /// <summary>Where the process is true, probabilities of returns given those before them are
    /// uniform, which Kolmogorov's distance tells (0.1 % beyond 1.95), and do not follow from each
    /// other.</summary>
    [TestCase("gbm", "gbm")]
    [TestCase("garch", "garch")]
    [TestCase("garch-student-t", "garch-student-t")]
    [TestCase("garch-student-t", "student-t")]
    [TestCase("regime-switching", "regime-switching")]
    [TestCase("jumps", "merton")]
    public void Probabilities_AreUniform(string truth, string process)
    {
        var random = new MersenneTwister(11);
        double[] returns = truth switch
        {
            "gbm" => [.. Draw(1000, () => Normal.Sample(random, 0, 0.04))],
            "jumps" => [.. Draw(1000, () => Normal.Sample(
                random, 0, random.NextDouble() < 0.05 ? 0.15 : 0.03))],
            "regime-switching" =>
                Regimes(1000, [0.4, 1.5], new[,] { { 0.97, 0.03 }, { 0.1, 0.9 } }, 3),
            _ => Garch(1000, truth == "garch-student-t", 8),
        };
        ProcessFit fit = ProcessFitting.Fit(process, returns, Day);
        double[] sizes = [.. fit.Probabilities!.Select(value => Math.Pow(value - 0.5, 2))];
        double mean = sizes.Average();
        double together = sizes.Zip(sizes.Skip(1), (a, b) => (a - mean) * (b - mean)).Sum()
            / sizes.Sum(value => (value - mean) * (value - mean));
        Assert.Multiple(() =>
        {
            Assert.That(Distance(fit), Is.LessThan(1.95));
            if (process != "student-t")
                Assert.That(Math.Abs(together), Is.LessThan(4 / Math.Sqrt(1000)));
        });
    }

    [Test]
    public void ParameterAtABound_IsWarnedOfAndHasNoError()
    {
        var random = new MersenneTwister(9);
        ProcessFit fit = ProcessFitting.Fit(
            "student-t", [.. Draw(500, () => random.NextDouble() - 0.5)], Day);
        Assert.Multiple(() =>
        {
            Assert.That(fit.Warnings, Has.Some.Contains("degreesOfFreedom stopped at a bound"));
            Assert.That(fit.Parameters[1].StandardError, Is.Null);
            Assert.That(fit.Parameters[0].StandardError, Is.GreaterThan(0));
        });
    }

    /// <summary>Kolmogorov's distance of probabilities from uniform ones, in its own scale.
    /// </summary>
    public static double Distance(ProcessFit fit)
    {
        double[] rising = [.. fit.Probabilities!.Order()];
        double count = rising.Length;
        return Math.Sqrt(count) * rising.Select((value, i) =>
            Math.Max(Math.Abs(value - (i / count)), Math.Abs(value - ((i + 1) / count)))).Max();
    }

    private static void Compare(ProcessFit fit, params (string Name, double Value)[] truth)
    {
        foreach ((string name, double value) in truth)
        {
            FittedParameter parameter = fit.Parameters.Single(one => one.Name == name);
            Assert.That(
                parameter.Value, Is.EqualTo(value).Within(3 * parameter.StandardError!.Value),
                $"{fit.Name} {name}");

            // An error as wide as the value would find anything.
            Assert.That(parameter.StandardError, Is.LessThan(0.5 * value));
        }
    }

    private static double[] Garch(int count, bool hasTails, int seed)
    {
        var random = new MersenneTwister(seed);
        double longRun = 0.64 * Day;
        double h = longRun;
        return [.. Draw(count + 500, () =>
        {
            double shock = hasTails
                ? StudentT.Sample(random, 0, Math.Sqrt(4.0 / 6), 6)
                : Normal.Sample(random, 0, 1);
            double value = Math.Sqrt(h) * shock;
            h = (0.05 * longRun) + (0.1 * value * value) + (0.85 * h);
            return value;
        }).Skip(500)];
    }

    private static double[] Regimes(int count, double[] volatilities, double[,] chain, int seed)
    {
        var random = new MersenneTwister(seed);
        int state = 0;
        return [.. Draw(count, () =>
        {
            double value = volatilities[state] * Math.Sqrt(Day) * Normal.Sample(random, 0, 1);
            double u = random.NextDouble();
            int next = 0;
            while (next < volatilities.Length - 1 && u >= chain[state, next])
                u -= chain[state, next++];
            state = next;
            return value;
        })];
    }

    private static IEnumerable<double> Draw(int count, Func<double> draw)
    {
        for (int i = 0; i < count; i++) yield return draw();
    }
}
