using System.Text.Json.Nodes;
using GpuRisk.Host.Cli;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>The program itself while its clock is set: libfaketime tells it another time of day,
/// and leaves the clock alone that only measures durations, as the system does.</summary>
internal sealed class ClockTests
{
    private static readonly string[] Libraries =
    [
        "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
        "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
        "/usr/lib/faketime/libfaketimeMT.so.1",
    ];

    private DirectoryInfo _folder = null!;

    private string Clock => Path.Combine(_folder.FullName, "clock");

    private string Store => Path.Combine(_folder.FullName, "runs.db");

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("gpurisk-clock-");

    [TearDown]
    public void Delete() => _folder.Delete(recursive: true);

    [Test]
    [Category("Slow")]
    public async Task Serve_WhileItsClockIsSet_KnowsKeysWithinTwoSecondsAndForgetsNothing()
    {
        Set("+0");
        string key = Add("alice");
        string id;
        using (ServeProcess serve = await Start())
        {
            using HttpClient http = serve.Client();
            id = await new ServiceCaller(http, key).Submit(SmallScenarios.Pool());
            await new ServiceCaller(http, key).Finished(id);
            foreach (string offset in (string[])["-3600", "-691200", "+8640000"])
            {
                Set(offset);
                await Task.Delay(TimeSpan.FromMilliseconds(300));
                string next = Add("alice");
                CommandRun revoked = CommandRun.Of(
                    "keys", "revoke", key.Split('_')[1], "--store", Store);
                await Task.Delay(TimeSpan.FromSeconds(2));
                Answer old = await new ServiceCaller(http, key).Get("/v1/queue");
                Answer young = await new ServiceCaller(http, next).Get("/v1/queue");
                Assert.Multiple(() =>
                {
                    Assert.That(revoked.Code, Is.EqualTo(ExitCode.Done));
                    Assert.That((int)old.Status, Is.EqualTo(401), offset);
                    Assert.That((int)young.Status, Is.EqualTo(200), offset);
                });
                key = next;
            }
        }

        Set("+8640000");
        using ServeProcess later = await Start();
        using HttpClient client = later.Client();
        await Task.Delay(TimeSpan.FromSeconds(3));
        JsonNode kept = await new ServiceCaller(client, key).Status(id);
        Assert.That((string)kept["state"]!, Is.EqualTo("succeeded"));
    }

    private void Set(string offset)
    {
        File.WriteAllText(Clock + ".new", offset + "\n");
        File.Move(Clock + ".new", Clock, overwrite: true);
    }

    private string Add(string owner) =>
        CommandRun.Of("keys", "add", owner, "--scope", "admin", "--store", Store).Output.Trim();

    private Task<ServeProcess> Start()
    {
        string? library = Libraries.FirstOrDefault(File.Exists);
        if (library is null)
        {
            Assert.Ignore("libfaketime is not installed.");
        }

        return ServeProcess.Start(
            [
                ("LD_PRELOAD", library!), ("FAKETIME_TIMESTAMP_FILE", Clock),
                ("FAKETIME_NO_CACHE", "1"), ("DONT_FAKE_MONOTONIC", "1"),
                ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
            ],
            "--store", Store, "--threads", "1");
    }
}
