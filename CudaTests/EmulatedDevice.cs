using GpuRisk.CudaTests.Driver;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Tests;
using NUnit.Framework;

namespace GpuRisk.CudaTests;

/// <summary>The product's own CUDA device over the emulated driver. One is kept open for all tests,
/// because compiling a kernel takes longer than running it.</summary>
[SetUpFixture]
internal sealed class EmulatedDevice
{
    /// <summary>The category of all tests here.</summary>
    public const string Category = "emulated-cuda";

    private static IPathDevice? _shared;

    /// <summary>The device that is kept open; ignores the test where there can be none.</summary>
    public static IPathDevice Shared => _shared ??= Open();

    /// <summary>Opens a device.</summary>
    public static IPathDevice Open()
    {
        CudaShim.Load();
        return DeviceCatalog.Open("cuda")[0];
    }

    /// <summary>Runs a plan and gives its digest.</summary>
    public static string Digest(
        Plan plan, long paths, Precision precision, int? chunk, params IPathDevice[] devices) =>
        Library.Digest(plan, new PathRunner(devices, TimeProvider.System).Run(
            plan, new RunOptions(paths, plan.Scenario.Seed, precision, chunk)));

    [OneTimeTearDown]
    public void Close()
    {
        _shared?.Dispose();
        Assert.That(CudaDriver.Instance.TakeViolations(), Is.Empty);
    }
}
