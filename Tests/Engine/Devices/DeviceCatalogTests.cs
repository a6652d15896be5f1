using GpuRisk.Engine.Devices;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Devices;

[TestFixture]
internal sealed class DeviceCatalogTests
{
    [Test]
    public void List_TellsOfEveryKind()
    {
        IReadOnlyList<DeviceDescription> devices = DeviceCatalog.List();
        Assert.That(devices[0].Id, Is.EqualTo("simd"));
        Assert.That(devices[0].Problem, Is.Null);
        Assert.That(
            devices.Select(device => device.Id.Split(':')[0]).Distinct(),
            Is.EquivalentTo(new[] { "simd", "cpu", "cuda", "opencl" }));
    }

    [Test]
    public void List_OfAMissingKind_SaysWhatIsMissing()
    {
        foreach (DeviceDescription device in DeviceCatalog.List())
        {
            Assert.That(device.Problem is null, Is.EqualTo(device.Name.Length > 0), device.Id);
        }
    }

    [TestCase("gpu")]
    [TestCase("")]
    [TestCase("simd:0")]
    [TestCase("cuda:x")]
    [TestCase("cuda:0:1")]
    [TestCase("simd,,cpu")]
    public void Open_OfAnUnknownName_NamesWhatIsAllowed(string names) => Assert.That(
        () => DeviceCatalog.Open(names),
        Throws.InstanceOf<DeviceException>().With.Message.Contains("opencl"));

    [Test]
    public void Open_OfAnAbsentIndex_SaysHowManyThereAre() => Assert.That(
        () => DeviceCatalog.Open("opencl:99"),
        Throws.InstanceOf<DeviceException>().With.Message.Contains("opencl"));

    [Test]
    public void Open_OfAList_OpensEachOnce()
    {
        IReadOnlyList<IPathDevice> devices = DeviceCatalog.Open("simd, cpu,simd", threads: 1);
        try
        {
            Assert.That(devices.Select(d => d.Id), Is.EqualTo(new[] { "simd", "cpu" }));
            Assert.That(devices[0].Workers, Is.EqualTo(1));
        }
        finally
        {
            foreach (IPathDevice device in devices)
            {
                device.Dispose();
            }
        }
    }

    [Test]
    public void Open_OfAll_OpensWhatCanBeUsed()
    {
        IReadOnlyList<IPathDevice> devices = DeviceCatalog.Open("all");
        Assert.That(devices.Select(device => device.Id), Does.Contain("simd"));
        foreach (IPathDevice device in devices)
        {
            device.Dispose();
        }
    }

    [Test]
    public void Open_OfAListWithAnAbsentDevice_SaysWhichOne() => Assert.That(
        () => DeviceCatalog.Open("simd,cpu,opencl:99"),
        Throws.InstanceOf<DeviceException>().With.Message.Contains("opencl"));

    [Test]
    public void List_FromManyThreads_SaysTheSame()
    {
        IReadOnlyList<DeviceDescription> once = DeviceCatalog.List();
        Parallel.For(0, 8, _ => Assert.That(DeviceCatalog.List(), Is.EqualTo(once)));
    }

    [TestCase(0, 512)]
    [TestCase(1, 64)]
    public void Simd_OutOfRange_IsRefused(int threads, int bits) => Assert.That(
        () => new SimdDevice(threads, bits), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
