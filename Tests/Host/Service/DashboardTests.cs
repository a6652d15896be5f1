using GpuRisk.Host;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>The dashboard of a real service in a real browser: Tests/browser/dashboard.mjs says
/// what a person does there.</summary>
internal sealed class DashboardTests : HostFixture
{
    [TestCase("submit")]
    [TestCase("cancel")]
    [TestCase("bad")]
    [TestCase("complete")]
    [TestCase("sweep")]
    [TestCase("shape")]
    [TestCase("modules")]
    public void Dashboard_ServesAPerson(string name)
    {
        using var service = new ServeProcess(At("store.db"));
        service.Start();
        Assert.That(Use(service, name), Is.EqualTo("[]"));
    }

    [Test]
    public void Dashboard_GoesOn_AfterTheServiceWasKilled()
    {
        using var service = new ServeProcess(At("store.db"));
        service.Start();
        string problems = BrowserScript.Run(
            "dashboard.mjs", [service.Address, "restart"], _ =>
            {
                service.Kill();
                service.Start();
            });
        Assert.That(problems, Is.EqualTo("[]"));
    }

    [Test]
    public void Dashboard_AsksForAKey_WhereOneIsNeeded()
    {
        CommandRun made = CommandRun.Of("keys", "add", "alice", "--store", At("store.db"));
        Assert.That(made.Code, Is.EqualTo(ExitCode.Done), made.Error);
        using var service = new ServeProcess(At("store.db"));
        service.Start();
        Assert.That(Use(service, "keys", made.Output.Trim()), Is.EqualTo("[]"));
    }

    private static string Use(ServeProcess service, params string[] arguments) =>
        BrowserScript.Run("dashboard.mjs", [service.Address, .. arguments]);
}
