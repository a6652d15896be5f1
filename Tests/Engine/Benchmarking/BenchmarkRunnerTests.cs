using GpuRisk.Engine.Benchmarking;
using GpuRisk.Engine.Devices;
using GpuRisk.Tests.Engine.Running;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Benchmarking;

internal sealed class BenchmarkRunnerTests
{
    private static readonly BenchmarkOptions Short = new(Repetitions: 2, Seconds: 0.01);

    [Test]
    public void Suite_OnUnlikeDevices_GivesOneDigestForEachEntry()
    {
        using var wide = new SimdDevice(1);
        using var narrow = new SimdDevice(1, 128);
        BenchmarkEntry[] entries = [.. BenchmarkSuite.Names.Select(BenchmarkSuite.Entry)];
        IReadOnlyList<BenchmarkResult> results = new BenchmarkRunner(TimeProvider.System, Short)
            .Run(entries, [new([wide]), new([narrow]), new([wide, narrow])]);
        Assert.Multiple(() =>
        {
            Assert.That(results, Has.Count.EqualTo(3 * entries.Length));
            foreach (IGrouping<string, BenchmarkResult> entry in
                results.GroupBy(result => result.Entry))
            {
                Assert.That(
                    entry.Select(result => result.Digest).Distinct().Count(), Is.EqualTo(1),
                    entry.Key);
                Assert.That(entry.First().Digest, Does.StartWith("sha256:"));
                Assert.That(entry.Select(result => result.Seconds.Count), Is.All.EqualTo(2));
                Assert.That(entry.Select(result => result.PathStepsPerSecond), Is.All.Positive);
                Assert.That(entry.Select(result => result.ColdSeconds), Is.All.Positive);
            }
        });
    }

    [Test]
    public void DeviceThatFails_IsAProblemOfItsOwn()
    {
        using var simd = new SimdDevice(1);
        using var broken = new FailingDevice(simd, 0);
        IReadOnlyList<BenchmarkResult> results = new BenchmarkRunner(TimeProvider.System, Short)
            .Run([BenchmarkSuite.Entry("gbm")], [new([broken]), new([simd])]);
        Assert.Multiple(() =>
        {
            Assert.That(results[0].Problem, Does.Contain(FailingDevice.Problem));
            Assert.That(results[0].Seconds, Is.Empty);
            Assert.That(results[1].Problem, Is.Null);
        });
    }

    [Test]
    public void Groups_OfSeveralDevices_AreEachAndAllOfThem()
    {
        using var wide = new SimdDevice(1);
        using var cpu = DeviceCatalog.Open("cpu")[0];
        Assert.That(
            DeviceGroup.Of([wide, cpu]).Select(group => group.Id),
            Is.EqualTo(new[] { "simd", "cpu", "simd,cpu" }));
        Assert.That(DeviceGroup.Of([wide]).Select(group => group.Id), Is.EqualTo(new[] { "simd" }));
    }

    [Test]
    public void Cancel_EndsIt()
    {
        using var simd = new SimdDevice(1);
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.That(
            () => new BenchmarkRunner(TimeProvider.System, Short).Run(
                [BenchmarkSuite.Entry("gbm")], [new([simd])], null, cancel.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }
}
