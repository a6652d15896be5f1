using GpuRisk.Engine.Benchmarking;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Benchmarking;

internal sealed class BenchmarkComparisonTests
{
    private const double Tolerance = 0.05;

    // Five repetitions whose median is the given one and whose median absolute deviation is 1%.
    private static BenchmarkResult Result(
        double median, string entry = "gbm", string device = "simd", string hash = "h",
        double spread = 0.01) => new(
            entry, hash, device, null, "sha256:0", 1, 1000, 100,
            [.. new[] { -2.0, -1, 0, 1, 2 }.Select(i => median * (1 + (i * spread)))], 0, null);

    [TestCase(1.0, BenchmarkVerdict.Same)]
    [TestCase(1.04, BenchmarkVerdict.Same)]
    [TestCase(0.97, BenchmarkVerdict.Same)]
    [TestCase(1.08, BenchmarkVerdict.Slower)]
    [TestCase(0.90, BenchmarkVerdict.Faster)]
    public void Change_BeyondTheTolerance_Counts(double seconds, BenchmarkVerdict expected)
    {
        BenchmarkComparison change = BenchmarkComparison.Of(
            [Result(1)], [Result(seconds)], Tolerance).Single();
        Assert.That(change.Verdict, Is.EqualTo(expected));
        Assert.That(change.Change, Is.EqualTo((1 / seconds) - 1).Within(1e-12));
    }

    // The median's error is 1.2533 x 1.4826 x 0.05 / sqrt(5) = 4.2% of each, 5.9% of the ratio, and
    // three of those are 17.6%.
    [TestCase(1.17, BenchmarkVerdict.Same)]
    [TestCase(1.25, BenchmarkVerdict.Slower)]
    public void Change_WithinThreeErrorsOfNoisyMedians_IsNoise(
        double seconds, BenchmarkVerdict expected)
    {
        BenchmarkComparison change = BenchmarkComparison.Of(
            [Result(1, spread: 0.05)], [Result(seconds, spread: 0.05)], Tolerance).Single();
        Assert.That(change.Noise, Is.EqualTo(0.1763).Within(1e-3));
        Assert.That(change.Verdict, Is.EqualTo(expected));
    }

    [Test]
    public void OtherWork_IsNotCompared() => Assert.Multiple(() =>
    {
        Assert.That(Verdicts([Result(1)], [Result(2, hash: "other")]), Is.EqualTo(
            new[] { BenchmarkVerdict.NotComparable }));
        Assert.That(Verdicts([Result(1, device: "cuda:0")], [Result(2)]), Is.EqualTo(
            new[] { BenchmarkVerdict.NotComparable, BenchmarkVerdict.NotComparable }));
        Assert.That(
            Verdicts([Result(1)], [Result(1) with { Seconds = [], Problem = "gone" }]),
            Is.EqualTo(new[] { BenchmarkVerdict.NotComparable }));
    });

    private static BenchmarkVerdict[] Verdicts(
        BenchmarkResult[] earlier, BenchmarkResult[] now) =>
        [.. BenchmarkComparison.Of(earlier, now, Tolerance).Select(change => change.Verdict)];
}
