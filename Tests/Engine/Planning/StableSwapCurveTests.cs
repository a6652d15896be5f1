using GpuRisk.Engine.Planning.Stablecoins;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Stablecoins;
using GpuRisk.Tests.Kernels.Numerics;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Planning;

/// <summary>The fit of a StableSwap pool's curve against the curve itself, in 28 decimal digits.
/// </summary>
[TestFixture]
internal sealed class StableSwapCurveTests
{
    private static readonly double[] Amplifications = [1, 10, 85, 200, 2000, 5000, 1e6];

    // Logs of prices from the peg to a millionth and a million, and numbers of no pattern.
    private static IEnumerable<double> Logs(double amplification) =>
    [
        0, 1e-12, 1e-7 / amplification, 1e-3 / amplification, 0.1 / amplification,
        0.3 / amplification, 1 / amplification, 3.3 / amplification, 1e-5, 1e-3, 0.0123, 0.1313,
        0.5, Math.Log(2), 2.2, 5.1, 9.7, 13.8, StableSwapPair.MostLog,
    ];

    // (c - 1) / log^2 by its definition: of x below 1/2 the invariant gives y and the price, and
    // bisection the x of a price.
    private static double Exact(double log, double amplification)
    {
        decimal a = 2 * (decimal)amplification;
        decimal price = 1;
        decimal term = 1;
        decimal exponent = (decimal)log;
        for (int i = 1; i < 80; i++)
        {
            term *= exponent / i;
            price += term;
        }

        decimal lower = 1e-9m;
        decimal upper = 0.5m;
        for (int i = 0; i < 90; i++)
        {
            decimal x = (lower + upper) / 2;
            if (PriceAt(x, a) > price) lower = x;
            else upper = x;
        }

        decimal root = (lower + upper) / 2;
        decimal excess = (0.25m / (root * OtherAt(root, a))) - 1;
        return (double)(excess / (exponent * exponent));
    }

    // A n (x + y - 1) + 1 = 1 / (4 x y).
    private static decimal OtherAt(decimal x, decimal a)
    {
        decimal b = 1 - x - (1 / a);
        decimal square = (b * b) + (1 / (a * x));
        decimal root = (decimal)Math.Sqrt((double)square);
        for (int i = 0; i < 3; i++)
        {
            root = (root + (square / root)) / 2;
        }

        return (root + b) / 2;
    }

    private static decimal PriceAt(decimal x, decimal a)
    {
        decimal y = OtherAt(x, a);
        decimal c = 0.25m / (x * y);
        return (a + (c / x)) / (a + (c / y));
    }

    // Near the peg even 28 digits leave too few of the excess, which goes with the log's square.
    [Test]
    public void OverSquare_IsTheCurves(
        [ValueSource(nameof(Amplifications))] double amplification)
    {
        foreach (double log in Logs(amplification).Where(x => x * amplification > 1e-4))
        {
            Assert.That(
                StableSwapCurve.OverSquare(log, 2 * amplification),
                Is.EqualTo(Exact(log, amplification)).Within(1e-11).Percent,
                $"A = {amplification}, log = {log}");
        }
    }

    [Test]
    public void Fit_IsTheCurveToAnUlpOfTheLane(
        [ValueSource(nameof(Amplifications))] double amplification)
    {
        double a = 2 * amplification;
        (int first, int last) = StableSwapCurve.Octaves(a);
        double[] fit = [.. StableSwapCurve.Fit(a)];
        double start = Math.ScaleB(1, first);
        TableContext<Real64, Word64> table = new([.. fit.Select(x => new Real64(x))]);
        TableContext<Real32, Word32> single = new([.. fit.Select(x => new Real32((float)x))]);
        Assert.That(
            fit, Has.Length.EqualTo(
                (last - first) * Piecewise.Intervals * Piecewise.Coefficients));
        Assert.That(StableSwapPair.MostLog + start, Is.LessThan(Math.ScaleB(1, last)));
        double[] random = [.. Enumerable.Range(1, 2000)
            .Select(i => StableSwapPair.MostLog * Math.Pow(i * 0.6180339887 % 1, 8))];
        foreach (double log in Logs(amplification).Concat(random))
        {
            Assert.That(
                Piecewise<Real64, Word64, TableContext<Real64, Word64>>.Value(
                    table, 0, -first, new(log + start)).Value,
                Is.EqualTo(StableSwapCurve.OverSquare(log, a)).Within(4e-13).Percent,
                $"A = {amplification}, log = {log}");

            // One rounding of the value, one of the coefficient before it, and of the argument.
            float argument = (float)log + (float)start;
            Assert.That(
                Piecewise<Real32, Word32, TableContext<Real32, Word32>>.Value(
                    single, 0, -first, new(argument)).Value,
                Is.EqualTo(StableSwapCurve.OverSquare(argument - start, a)).Within(1.2e-5).Percent,
                $"A = {amplification}, log = {log}");
        }
    }

    // Both balances of the kernel from the log price, in either precision.
    [Test]
    public void Balances_FromTheFit_AreTheCurves(
        [ValueSource(nameof(Amplifications))] double amplification)
    {
        double a = 2 * amplification;
        foreach (double log in Logs(amplification))
        {
            double excess = StableSwapCurve.OverSquare(log, a) * log * log;
            StableSwapPair<Real64, Word64>.Balances(
                new(excess), new(1 / a), out Real64 larger, out Real64 smaller);
            Assert.That(
                larger.Value, Is.EqualTo(StableSwapCurve.Balance(-log, a)).Within(1e-12).Percent);
            Assert.That(
                smaller.Value, Is.EqualTo(StableSwapCurve.Balance(log, a)).Within(1e-12).Percent);
            Assert.That(
                StableSwapPair<Real64, Word64>.Price(larger, smaller, new(a)).Value,
                Is.EqualTo(Math.Exp(-log)).Within(1e-11).Percent);
            StableSwapPair<Real32, Word32>.Balances(
                new((float)excess), new((float)(1 / a)),
                out Real32 singleLarger, out Real32 singleSmaller);
            Assert.That(
                singleLarger.Value, Is.EqualTo(larger.Value).Within(3e-5).Percent);
            Assert.That(
                singleSmaller.Value, Is.EqualTo(smaller.Value).Within(6e-5).Percent);
        }
    }
}
