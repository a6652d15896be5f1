using GpuRisk.Host.Running;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary>Rounds double until an error is reached.</summary>
internal sealed class TargetErrorTests
{
    [TestCase("0.5", null, 0.5)]
    [TestCase("full.net=1e-3", "full.net", 1e-3)]
    [TestCase("book.retail.badDebt=2", "book.retail.badDebt", 2)]
    public void Read_Target_HasMetricAndError(string text, string? metric, double error) =>
        Assert.That(TargetError.Read(text), Is.EqualTo(new TargetError(metric, error)));

    [TestCase("")]
    [TestCase("=1")]
    [TestCase("full.net")]
    [TestCase("full.net=-1")]
    [TestCase("NaN")]
    [TestCase("Infinity")]
    public void Read_AnythingElse_IsNone(string text) =>
        Assert.That(TargetError.Read(text), Is.Null);

    // From 10,000 paths with error 4 to error 1 takes 16 times the paths: four doublings, of
    // which three need not be run.
    [TestCase(4.0, 160_000)]
    [TestCase(1.05, 20_000)]
    [TestCase(100.0, 1_000_000)]
    [TestCase(0.0, 20_000)]
    [TestCase(null, 20_000)]
    public void NextPaths_IsTheNextDoublingThatCanBeEnough(double? error, long expected) =>
        Assert.That(
            new TargetError(null, 1).NextPaths(10_000, error, 1_000_000), Is.EqualTo(expected));

    [Test]
    public void IsReached_ErrorOfZero_SaysNothing() => Assert.Multiple(() =>
    {
        Assert.That(new TargetError(null, 1).IsReached(0.0), Is.False);
        Assert.That(new TargetError(null, 1).IsReached(null), Is.False);
        Assert.That(new TargetError(null, 1).IsReached(1.0), Is.True);
        Assert.That(new TargetError(null, 1).IsReached(1.1), Is.False);
    });
}
