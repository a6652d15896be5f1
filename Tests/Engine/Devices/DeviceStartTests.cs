using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Devices;

/// <summary>What a device tells of its start.</summary>
[TestFixture]
internal sealed class DeviceStartTests
{
    [Test]
    public void Measure_UntilTheFirstChunk_AddsUp()
    {
        var time = new SteppingTime();
        var start = new DeviceStart(time);
        start.Measure(StartPhase.Memory, () => time.Step(TimeSpan.FromSeconds(3)));
        start.Measure(StartPhase.Memory, () => time.Step(TimeSpan.FromSeconds(1)));
        start.Measure(StartPhase.Discovery, () => time.Step(TimeSpan.FromSeconds(2)));
        start.Measure(StartPhase.FirstChunk, () => time.Step(TimeSpan.FromSeconds(7)));
        start.Measure(StartPhase.Memory, () => time.Step(TimeSpan.FromSeconds(10)));
        start.Measure(StartPhase.FirstChunk, () => time.Step(TimeSpan.FromSeconds(10)));
        Assert.That(
            start.Phases.Select(phase => (phase.Key, phase.Value.TotalSeconds)),
            Is.EqualTo(new[]
            {
                (StartPhase.Discovery, 2.0), (StartPhase.Memory, 4.0), (StartPhase.FirstChunk, 7.0),
            }));
        Assert.That(start.Total, Is.EqualTo(TimeSpan.FromSeconds(13)));
    }

    [Test]
    public void Measure_OfWorkThatFails_KeepsNothing()
    {
        var start = new DeviceStart();
        Assert.That(
            () => start.Measure(
                StartPhase.Discovery, () => throw new InvalidOperationException("no driver")),
            Throws.InvalidOperationException);
        Assert.That(start.Phases, Is.Empty);
    }

    [TestCase("simd", new[] { StartPhase.FirstChunk })]
    [TestCase("cpu", new[]
    {
        StartPhase.Discovery, StartPhase.CodeGeneration, StartPhase.DriverCompilation,
        StartPhase.Memory, StartPhase.FirstChunk,
    })]
    [TestCase("opencl", new[]
    {
        StartPhase.Discovery, StartPhase.CodeGeneration, StartPhase.DriverCompilation,
        StartPhase.Memory, StartPhase.FirstChunk,
    })]
    [Category("Slow")]
    public void Start_AfterARun_HoldsEveryPhaseWithinTheElapsedTime(
        string name, StartPhase[] phases)
    {
        if (DeviceCatalog.List().All(d => d.Problem is not null || d.Id.Split(':')[0] != name))
        {
            Assert.Ignore($"There is no {name} device here.");
        }

        long begin = TimeProvider.System.GetTimestamp();
        using IPathDevice device = DeviceCatalog.Open(name, threads: 1)[0];
        Plan plan = Library.Plan("quick-start");
        new PathRunner([device], TimeProvider.System).Run(plan, new RunOptions(64, 1));
        TimeSpan elapsed = TimeProvider.System.GetElapsedTime(begin);
        Assert.That(device.Start.Phases.Select(phase => phase.Key), Is.EqualTo(phases));
        Assert.That(
            device.Start.Phases.Select(phase => phase.Value), Is.All.GreaterThan(TimeSpan.Zero));
        Assert.That(device.Start.Total, Is.LessThanOrEqualTo(elapsed));
    }

    private sealed class SteppingTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Step(TimeSpan by) => _ticks += by.Ticks;

        public override long GetTimestamp() => _ticks;
    }
}
