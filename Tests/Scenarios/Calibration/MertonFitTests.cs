using FsCheck;
using FsCheck.Fluent;
using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Calibration;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios.Calibration;

/// <summary>Jump diffusions are found again in data drawn from them.</summary>
internal sealed class MertonFitTests
{
    private const double DaySeconds = 86400;
    private const double HourSeconds = 3600;

    private static IEnumerable<TestCaseData> Known() =>
        from known in new (MertonProcess Process, int Returns, double Seconds)[]
        {
            (new(0.2, 0.6, 100, -0.03, 0.05, true), 12000, HourSeconds),
            (new(0.0, 0.8, 20, 0.0, 0.15, true), 2500, DaySeconds),
            (new(-0.5, 0.5, 12, -0.2, 0.05, true), 2500, DaySeconds),
            (new(0.3, 0.3, 1500, 0.002, 0.012, true), 12000, HourSeconds),
        }
        from seed in new[] { 1, 2, 3 }
        select new TestCaseData(known.Process, known.Returns, known.Seconds, seed);

    [TestCaseSource(nameof(Known))]
    public void Estimate_KnownProcess_IsWithinThreeErrors(
        MertonProcess truth, int returns, double seconds, int seed)
    {
        MertonFit fit = Fit(JumpSamples.Series(truth, returns, seconds, seed));
        Assert.That(Scores(fit, truth), Has.All.LessThan(3));
    }

    [Test]
    public void Estimate_ManySeries_CoverTheTruthAsOftenAsTheirErrorsSay()
    {
        const int series = 60;
        var truth = new MertonProcess(0.2, 0.7, 25, -0.05, 0.12, true);
        int[] covered = new int[5];
        for (int seed = 1; seed <= series; seed++)
        {
            double[] scores = Scores(
                Fit(JumpSamples.Series(truth, 2000, DaySeconds, 1000 + seed)), truth);
            for (int i = 0; i < scores.Length; i++)
            {
                covered[i] += scores[i] < 2 ? 1 : 0;
            }
        }

        // Of 60, 57.3 are expected, with a standard deviation of 1.6; of 300, 286.4 with 3.6 or
        // somewhat more, as the five of a series are not independent.
        Assert.Multiple(() =>
        {
            Assert.That(covered, Has.All.GreaterThanOrEqualTo(52));
            Assert.That(covered.Sum(), Is.InRange(272, 299));
        });
    }

    [Test]
    public void Estimate_Drift_IsThatOfScenarios()
    {
        // What the engine makes of the estimate must have the mean log return of the data: the
        // most likely mixture keeps the mean of the sample.
        PriceSeries series = JumpSamples.Series(
            new(0.2, 0.7, 25, -0.05, 0.12, true), 2000, DaySeconds, 77);
        MertonFit fit = Fit(series);
        var moments = Process(fit).Moments(1);
        double years = DaySeconds / JumpSamples.SecondsPerYear;
        Assert.Multiple(() =>
        {
            Assert.That(moments.Mean * years, Is.EqualTo(series.Returns.Average()).Within(1e-7));
            Assert.That(moments.Mean * years, Is.EqualTo(fit.Implied.Mean).Within(1e-12));
            Assert.That(
                Math.Sqrt(moments.Variance), Is.EqualTo(fit.TotalVolatility).Within(1e-12));
        });
    }

    [Test]
    public void Estimate_NoGridPointIsMoreLikely()
    {
        PriceSeries series = JumpSamples.Series(
            new(0.2, 0.7, 25, -0.05, 0.12, true), 1500, DaySeconds, 5);
        MertonFit fit = Fit(series);
        var likelihood = new MertonLikelihood([.. series.Returns]);
        double years = DaySeconds / JumpSamples.SecondsPerYear;
        IEnumerable<double> others =
            from deviation in new[] { 0.4, 0.6, 0.7, 0.8, 1.0 }
            from jumps in new[] { 2.0, 10, 25, 60, 300 }
            from mean in new[] { -0.2, -0.05, 0, 0.1 }
            from spread in new[] { 0.02, 0.07, 0.12, 0.25 }
            select likelihood.Value(new MertonStep(
                0, deviation * Math.Sqrt(years), jumps * years, mean, spread));
        Assert.That(others.Max(), Is.LessThan(fit.LogLikelihood));
    }

    [Test]
    public void Estimate_NoJumps_SaysThatGbmDoes()
    {
        int preferred = 0;
        for (int seed = 1; seed <= 10; seed++)
        {
            CalibrationReport report = PriceCalibration.Estimate(
                JumpSamples.Series(new(0.1, 0.8, 0, 0, 0, true), 1500, DaySeconds, seed),
                CalibrationModels.Both);
            Assert.That(report.LikelihoodRatio, Is.GreaterThan(-1e-3));
            if (report.Preferred != "gbm") continue;
            preferred++;
            Assert.That(
                report.Warnings, Has.Some.Contains("do not call for jumps"));
        }

        Assert.That(preferred, Is.GreaterThanOrEqualTo(8));
    }

    [Test]
    public void Estimate_JumpsAllAlike_WarnsOfTheEdge()
    {
        var truth = new MertonProcess(0, 0.3, 20, -0.3, 0, true);
        int atBound = 0;
        for (int seed = 1; seed <= 6; seed++)
        {
            PriceSeries series = JumpSamples.Series(truth, 3000, DaySeconds, seed);
            CalibrationReport report = PriceCalibration.Estimate(
                series, CalibrationModels.Merton);

            // Jumps of 19 daily deviations can be counted by eye.
            double jumps = series.Returns.Sum(value => Math.Round(value / -0.3));
            MertonFit fit = report.Merton!;
            atBound += fit.JumpStdDev.StandardError is null ? 1 : 0;
            Assert.Multiple(() =>
            {
                Assert.That(report.Warnings, Has.Some.StartsWith("jumpStdDev "));
                Assert.That(fit.JumpMean.Value, Is.EqualTo(-0.3).Within(0.01));
                Assert.That(fit.JumpStdDev.Value, Is.LessThan(0.01));
                Assert.That(fit.JumpsPerInterval * 3000, Is.EqualTo(jumps).Within(0.01));
            });
        }

        Assert.That(atBound, Is.Positive);
    }

    [Test]
    public void Estimate_ManyJumpsInAnInterval_Warns()
    {
        CalibrationReport report = PriceCalibration.Estimate(
            JumpSamples.Series(new(0, 0.3, 400, 0, 0.03, true), 3000, DaySeconds, 3),
            CalibrationModels.Merton);
        Assert.That(report.Warnings, Has.Some.Contains("which is not small"));
        Assert.That(report.Warnings, Has.Some.Contains("a scenario's step may be at most"));
    }

    [Test]
    public void Estimate_RoundedPrices_Warns()
    {
        PricePoint[] points = JumpSamples
            .Series(new(0, 0.003, 0, 0, 0, true), 2000, HourSeconds, 3).Points
            .Select(point => point with { Price = Math.Round(point.Price / 2000, 4) })
            .ToArray();
        CalibrationReport report = PriceCalibration.Estimate(
            new PriceSeries(points, 0), CalibrationModels.Both);
        Assert.That(report.Warnings, Has.Some.Contains("of the returns are 0"));
        Assert.That(report.Merton!.LogLikelihood, Is.Not.NaN);
    }

    [Test]
    public void Estimate_MoreJumpsThanAScenarioAllows_StopsThereAndSaysSo()
    {
        CalibrationReport report = PriceCalibration.Estimate(
            JumpSamples.Series(new(0, 0.3, 60_000, 0, 0.005, true), 5000, 60, 3),
            CalibrationModels.Merton);
        Assert.Multiple(() =>
        {
            Assert.That(report.Merton!.JumpsPerYear.Value, Is.EqualTo(10_000).Within(1e-6));
            Assert.That(report.Merton.JumpsPerYear.StandardError, Is.Null);
            Assert.That(report.Merton.Volatility.StandardError, Is.Positive);
            Assert.That(report.Warnings, Has.Some.StartsWith("jumpsPerYear stopped at the most"));
            Assert.That(report.Preferred, Is.Null);
            Assert.That(report.Fragment, Is.Null);
        });
    }

    [Test]
    public void Estimate_PricesInAnotherUnit_AreTheSameProcess()
    {
        PriceSeries series = JumpSamples.Series(
            new(0.2, 0.7, 25, -0.05, 0.12, true), 1000, DaySeconds, 5);
        double[] first = Values(Fit(series));
        double[] second = Values(Fit(new PriceSeries(
            [.. series.Points.Select(point => new PricePoint(
                point.TimeUtc.AddHours(5), point.Price * 1e-9))],
            0)));
        for (int i = 0; i < first.Length; i++)
        {
            Assert.That(second[i], Is.EqualTo(first[i]).Within(1e-5 * (1 + Math.Abs(first[i]))));
        }
    }

    [Test]
    public void Estimate_StrangeReturns_GivesFiniteFigures()
    {
        // Few distinct returns, many zeros and outliers of any size are what breaks mixtures.
        Gen<double> returns = Gen.Frequency(
            (4, Gen.Constant(0.0)),
            (4, Gen.Elements(1e-4, -1e-4, 2e-4)),
            (2, Gen.Choose(-1000, 1000).Select(x => x * 1e-5)),
            (1, Gen.Elements(1e-9, -3, 6, 0.5, -19, 20)));
        Prop.ForAll(returns.ArrayOf(130).ToArbitrary(), changes =>
        {
            PriceSeries series = Walk(changes);
            if (PriceCalibration.Problem(series, CalibrationModels.Both) is not null) return;
            CalibrationReport report = PriceCalibration.Estimate(series, CalibrationModels.Both);
            MertonFit fit = report.Merton!;
            Assert.That(
                (double[])[
                    .. Values(fit), fit.LogLikelihood, fit.TotalVolatility, fit.Implied.Kurtosis,
                    fit.Implied.Skewness, report.LikelihoodRatio!.Value,
                    report.Gbm!.Drift.Value, report.Sample.ClusteringOfMoves,
                ],
                Has.All.Matches<double>(double.IsFinite));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Test]
    public void Estimate_Cancelled_Stops()
    {
        PriceSeries series = JumpSamples.Series(
            new(0, 0.3, 20, 0, 0.1, true), 500, DaySeconds, 3);
        Assert.That(
            () => PriceCalibration.Estimate(
                series, CalibrationModels.Both, "ETH", new CancellationToken(true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    private static MertonFit Fit(PriceSeries series) =>
        PriceCalibration.Estimate(series, CalibrationModels.Merton).Merton!;

    private static PriceSeries Walk(double[] changes)
    {
        DateTime time = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        double logPrice = 0;
        List<PricePoint> points = [new(time, 1)];
        foreach (double change in changes)
        {
            logPrice = Math.Clamp(logPrice + change, -700, 700);
            time = time.AddHours(1);
            points.Add(new(time, Math.Exp(logPrice)));
        }

        return new PriceSeries(points, 0);
    }

    private static double[] Values(MertonFit fit) =>
    [
        fit.Drift.Value, fit.Volatility.Value, fit.JumpsPerYear.Value, fit.JumpMean.Value,
        fit.JumpStdDev.Value,
    ];

    private static MertonProcess Process(MertonFit fit) => new(
        fit.Drift.Value, fit.Volatility.Value, fit.JumpsPerYear.Value, fit.JumpMean.Value,
        fit.JumpStdDev.Value, Compensated: true);

    private static double[] Scores(MertonFit fit, MertonProcess truth) =>
    [
        Score(fit.Drift, truth.DriftPerYear),
        Score(fit.Volatility, truth.VolatilityPerYear),
        Score(fit.JumpsPerYear, truth.JumpsPerYear),
        Score(fit.JumpMean, truth.JumpMean),
        Score(fit.JumpStdDev, truth.JumpStdDev),
    ];

    private static double Score(ParameterEstimate estimate, double truth) =>
        Math.Abs(estimate.Value - truth) / estimate.StandardError!.Value;
}
