using GpuRisk.CudaTests.Driver;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using NUnit.Framework;

namespace GpuRisk.CudaTests;

/// <summary>What can go wrong with a driver or a card, and what the product says of it.</summary>
[TestFixture]
internal sealed class FaultTests : EmulatedTests
{
    private const int Paths = 300;

    private static readonly Plan Plan = RandomNumbersPlanner.Plan(16, Paths, seed: 7);

    [SetUp]
    public void Start()
    {
        // ILGPU asks once a process whether there is a driver.
        _ = EmulatedDevice.Shared;
        CudaDriver.Instance.TakeViolations();
    }

    [TearDown]
    public void Mend()
    {
        CudaDriver.Instance.Card = new();
        CudaDriver.Instance.Complaint = null;
        CudaDriver.Instance.LaunchesFail = false;

        // Finalizers of what was left half made.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.That(CudaDriver.Instance.TakeViolations(), Is.Empty);
        Assert.That(CudaDriver.Instance.Allocations, Is.Zero, "allocations that are left");
    }

    [Test]
    public void Memory_ThatIsFull_IsTold()
    {
        using IPathDevice device = DeviceCatalog.Open("cuda")[0];
        CudaDriver.Instance.Card = new() { FreeBytes = 1000 };
        Assert.That(
            () => Digest(device),
            Throws.InstanceOf<DeviceException>()
                .With.Message.Contains("cuda:0").And.Message.Contains("OutOfMemory"));
        CudaDriver.Instance.Card = new();
        Assert.That(Digest(device), Is.EqualTo(Expected));
    }

    /// <summary>A card of 4 GiB, of which others have taken all but eight MiB.</summary>
    [Test]
    public void Memory_ThatOthersHave_IsNotPlannedWith()
    {
        CudaDriver.Instance.Card = new() { FreeBytes = 8 << 20 };
        using IPathDevice device = DeviceCatalog.Open("cuda")[0];
        Assert.That(Digest(device), Is.EqualTo(Expected));
    }

    /// <summary>Without room for a tally outcomes come to the host, launch after launch through
    /// two parts of the memory.</summary>
    [Test]
    public void Memory_ThatIsScarce_LeavesTalliesToTheHost()
    {
        const int Many = 5000;
        CudaDriver.Instance.Card = new() { FreeBytes = 1 << 20 };
        using IPathDevice device = DeviceCatalog.Open("cuda")[0];
        var kernels = new List<string>();
        CudaDriver.Instance.Launched = launch => kernels.Add(launch.Kernel.Name);
        RunOutcome outcome = Run(Many, device);
        CudaDriver.Instance.Launched = null;
        Assert.That(kernels, Has.Count.GreaterThanOrEqualTo(3));
        Assert.That(kernels, Is.All.Contains("Simulate"));
        Assert.That(
            outcome.Tally.Digest("", 7, Many),
            Is.EqualTo(Run(Many, new SimdDevice(1)).Tally.Digest("", 7, Many)));
    }

    [Test]
    public void Launch_ThatFails_IsToldAndTheNextRunWorks()
    {
        using IPathDevice device = DeviceCatalog.Open("cuda")[0];
        for (int i = 0; i < 2; i++)
        {
            CudaDriver.Instance.LaunchesFail = true;
            Assert.That(
                () => Digest(device),
                Throws.InstanceOf<DeviceException>().With.Message.Contains("IllegalAddress"));
            CudaDriver.Instance.LaunchesFail = false;
            Assert.That(Digest(device), Is.EqualTo(Expected));
        }
    }

    [Test]
    public void Device_ThatIsClosedAfterAFailedLaunch_LeavesNothing()
    {
        IPathDevice device = DeviceCatalog.Open("cuda")[0];
        CudaDriver.Instance.LaunchesFail = true;
        Assert.That(() => Digest(device), Throws.InstanceOf<DeviceException>());
        device.Dispose();
    }

    [Test]
    public void Launch_ThatFailsBesideAnotherDevice_CostsNothing()
    {
        using IPathDevice device = DeviceCatalog.Open("cuda")[0];
        CudaDriver.Instance.LaunchesFail = true;
        RunOutcome outcome = Run(device, new SimdDevice(1));
        Assert.That(outcome.Tally.Digest("", 7, Paths), Is.EqualTo(Expected));
    }

    [Test]
    public void Code_ThatTheAssemblerRefuses_IsToldWithItsReason()
    {
        using IPathDevice device = DeviceCatalog.Open("cuda")[0];
        CudaDriver.Instance.Complaint = "ptxas fatal : Unresolved extern function 'Sine'";
        Assert.That(
            () => Digest(device),
            Throws.InstanceOf<DeviceException>().With.Message.Contains("Unresolved extern"));
        CudaDriver.Instance.Complaint = null;
        Assert.That(Digest(device), Is.EqualTo(Expected));
    }

    [Test]
    public void Driver_ThatIsTooOld_IsToldOf()
    {
        CudaDriver.Instance.Card = new() { DriverVersion = 6000 };
        Assert.That(
            () => DeviceCatalog.Open("cuda"),
            Throws.InstanceOf<DeviceException>().With.Message.Contains("later CUDA than 6.0"));
        Assert.That(Problem(), Does.Contain("later CUDA than 6.0"));
    }

    [Test]
    public void Driver_ThatDoesNotStart_SaysWhy()
    {
        CudaDriver.Instance.Card = new() { Start = CudaResult.SystemDriverMismatch, Count = 0 };
        Assert.That(Problem(), Does.Contain("SystemDriverMismatch"));
        Assert.That(
            () => DeviceCatalog.Open("cuda"),
            Throws.InstanceOf<DeviceException>().With.Message.Contains("SystemDriverMismatch"));
    }

    [Test]
    public void Driver_WithoutADevice_IsToldOf()
    {
        CudaDriver.Instance.Card = new() { Start = CudaResult.NoDevice, Count = 0 };
        Assert.That(Problem(), Does.Contain("no NVIDIA driver").And.Contain("with a device"));
    }

    /// <summary>Who asks for <c>auto</c> asks for results, and is told who gave them.</summary>
    [Test]
    public void Auto_WhereCudaFails_IsSimd([Values] bool isRefused)
    {
        using IPathDevice device = DeviceCatalog.Open("auto", threads: 1)[0];
        Assert.That(device.Id, Is.EqualTo("cuda:0"));
        CudaDriver.Instance.LaunchesFail = !isRefused;
        CudaDriver.Instance.Complaint = isRefused ? "ptxas fatal" : null;
        RunOutcome outcome = Run(device);
        Assert.That(outcome.Tally.Digest("", 7, Paths), Is.EqualTo(Expected));
        Assert.That(outcome.Warnings, Has.Some.Contains("cuda:0"));
        Assert.That(
            outcome.Devices.Select(share => (share.Id, share.Paths)),
            Is.EqualTo(new[] { ("cuda:0", 0L), ("simd", (long)Paths) }));
        (CudaDriver.Instance.LaunchesFail, CudaDriver.Instance.Complaint) = (false, null);
        Assert.That(Run(device).Warnings, Is.Empty);
    }

    [Test]
    public void Auto_WhereCudaCannotBeOpened_IsSimd()
    {
        CudaDriver.Instance.Card = new() { DriverVersion = 6000 };
        IPathDevice device = DeviceCatalog.Open("auto", threads: 1)[0];
        Assert.That(device.Id, Is.EqualTo("simd"));
        Assert.That(Run(device).Warnings, Has.Exactly(1).Contains("later CUDA than 6.0"));
    }

    [Test]
    public void Auto_WithoutADevice_IsSimdAndNoWarning()
    {
        CudaDriver.Instance.Card = new() { Count = 0 };
        Assert.That(Run(DeviceCatalog.Open("auto", threads: 1)[0]).Warnings, Is.Empty);
    }

    [Test]
    public void Card_IsListed() => Assert.That(
        DeviceCatalog.List().Where(device => device.Id == "cuda:0"),
        Has.Exactly(1).Matches<DeviceDescription>(
            device => device is { Name: "Emulated", Problem: null }));

    private static string Expected => Digest(new SimdDevice(1));

    private static string Digest(IPathDevice device) =>
        Run(device).Tally.Digest("", 7, Paths);

    private static RunOutcome Run(params IPathDevice[] devices) => Run(Paths, devices);

    private static RunOutcome Run(int paths, params IPathDevice[] devices) =>
        new PathRunner(devices, TimeProvider.System).Run(Plan, new RunOptions(paths, 7));

    private static string? Problem() => DeviceCatalog.List()
        .Single(device => device.Id.StartsWith("cuda", StringComparison.Ordinal)).Problem;
}
