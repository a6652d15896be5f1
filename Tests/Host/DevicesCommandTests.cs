using System.Text.Json;
using GpuRisk.Host.Cli;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary><c>gpurisk devices</c>.</summary>
internal sealed class DevicesCommandTests
{
    [Test]
    [Category("Slow")]
    public void Devices_Tested_AgreeToTheBit()
    {
        CommandRun run = CommandRun.Of("devices", "--json");
        using JsonDocument devices = JsonDocument.Parse(run.Output);
        JsonElement[] usable = [.. devices.RootElement.EnumerateArray()
            .Where(device => device.GetProperty("usable").GetBoolean())];
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done));
            Assert.That(
                usable.Select(device => device.GetProperty("id").GetString()),
                Is.SupersetOf(new[] { "simd", "cpu" }));
            Assert.That(
                usable.Select(device => device.GetProperty("bitExact").GetBoolean()), Has.All.True);
        });
    }

    [Test]
    public void Devices_NoTest_SaysSo()
    {
        CommandRun run = CommandRun.Of("devices", "--no-test");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done));
            Assert.That(run.Output, Does.Contain("not tested"));
            Assert.That(run.Output, Does.Contain("ILGPU CPU accelerator"));
        });
    }
}
