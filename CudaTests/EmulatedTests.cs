using GpuRisk.CudaTests.Driver;
using NUnit.Framework;

namespace GpuRisk.CudaTests;

/// <summary>Tests that need the emulated driver: skipped, with the reason, where its library cannot
/// be made.</summary>
[Category(EmulatedDevice.Category)]
internal abstract class EmulatedTests
{
    [OneTimeSetUp]
    public void LoadDriver() => CudaShim.Load();
}
