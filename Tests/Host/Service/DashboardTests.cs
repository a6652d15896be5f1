using GpuRisk.Host.Cli;
using GpuRisk.Tests.Host.Clients;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>The dashboard of a real service in a real browser: Tests/browser/dashboard.mjs says
/// what a person does there.</summary>
internal sealed class DashboardTests
{
    [TestCase("submit")]
    [TestCase("cancel")]
    [TestCase("bad")]
    [TestCase("complete")]
    [TestCase("sweep")]
    [TestCase("shape")]
    [TestCase("modules")]
    [Category("Slow")]
    public async Task Dashboard_ServesAPerson(string name)
    {
        using ServiceProcess service = await ServiceProcess.StartAsync();
        Assert.That(Use(service, [name]), Is.EqualTo("[]"));
    }

    [Test]
    [Category("Slow")]
    public async Task Dashboard_GoesOn_AfterTheServiceHasCrashed()
    {
        using ServiceProcess service = await ServiceProcess.StartAsync();
        Assert.That(
            Use(service, ["restart"], _ => service.CrashAsync().GetAwaiter().GetResult()),
            Is.EqualTo("[]"));
    }

    [Test]
    public async Task Dashboard_AsksForAKey_WhereOneIsNeeded()
    {
        string key = "";
        using ServiceProcess service = await ServiceProcess.StartAsync(store =>
        {
            CommandRun made = CommandRun.Of("keys", "add", "alice", "--store", store);
            Assert.That(made.Code, Is.EqualTo(ExitCode.Done), made.Error);
            key = made.Output.Trim();
        });
        Assert.That(Use(service, ["keys", key]), Is.EqualTo("[]"));
    }

    [Test]
    public async Task Dashboard_OpenedByTheLinkOfTheStart_HasTheKey()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gpurisk-link-");
        try
        {
            using ServeProcess serve = await ServeProcess.Start(
                [("XDG_STATE_HOME", folder.FullName)], trustsLocal: false,
                "--store", Path.Combine(folder.FullName, "runs.db"), "--threads", "1");
            string address = serve.Address!.GetLeftPart(UriPartial.Authority);
            string code = serve.Said("dashboard (once): ").Split("/login/")[1];
            Assert.That(
                BrowserScript.Run("dashboard.mjs", [address, "login", code]), Is.EqualTo("[]"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Use(
        ServiceProcess service, string[] arguments, Action<string>? asked = null) =>
        BrowserScript.Run(
            "dashboard.mjs",
            [service.Address.GetLeftPart(UriPartial.Authority), .. arguments], asked);
}
