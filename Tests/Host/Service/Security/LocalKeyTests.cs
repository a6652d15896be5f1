using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using GpuRisk.Client;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Security;

/// <summary>The key that a service makes for its own user, as a new user meets it.</summary>
internal sealed class LocalKeyTests
{
    private DirectoryInfo _folder = null!;

    private string Store => Path.Combine(_folder.FullName, "runs.db");

    private string Copies => Path.Combine(_folder.FullName, "state", "gpurisk", "keys");

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("gpurisk-local-");

    [TearDown]
    public void Delete() => _folder.Delete(recursive: true);

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task Key_IsMadeAtTheFirstStart_ToldOnceAndFoundByItsUserAlone()
    {
        string key;
        string copy;
        using (ServeProcess first = await Start())
        {
            string told = first.Said("key (told once): ");
            key = (await File.ReadAllTextAsync(Store + ".key")).Trim();
            copy = Path.Combine(Copies, $"{first.Address!.Port}");
            using HttpClient http = first.Client();
            Answer without = await new ServiceCaller(http, null).Get("/v1/about");
            Answer with = await new ServiceCaller(http, key).Get("/v1/about");
            string code = first.Said("dashboard (once): ").Split("/login/")[1];
            Answer link = await new ServiceCaller(http, null).Post("/login", code, null);
            Answer again = await new ServiceCaller(http, null).Post("/login", code, null);
            Answer guess = await new ServiceCaller(http, null).Post("/login", "", null);
            Assert.Multiple(() =>
            {
                Assert.That(told, Is.EqualTo(key));
                Assert.That(File.ReadAllText(copy).Trim(), Is.EqualTo(key));
                Assert.That(
                    ((string[])[Store + ".key", copy]).Select(File.GetUnixFileMode),
                    Is.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
                Assert.That((int)without.Status, Is.EqualTo(401));
                Assert.That((string)with.Json["owner"]!, Is.EqualTo("local"));
                Assert.That(
                    with.Json["scopes"]!.AsArray().Select(scope => (string)scope!),
                    Does.Contain("admin"));
                Assert.That(link.Text, Is.EqualTo(key));
                Assert.That((int)again.Status, Is.EqualTo(401));
                Assert.That((int)guess.Status, Is.EqualTo(401));
            });
            first.Terminate();
            await first.Ended();
        }

        Assert.That(File.Exists(copy), Is.False, "The copy is there while the service runs.");
        using ServeProcess second = await Start();
        using HttpClient client = second.Client();
        Answer later = await new ServiceCaller(client, key).Get("/v1/about");
        Assert.Multiple(() =>
        {
            Assert.That((int)later.Status, Is.EqualTo(200));
            Assert.That(second.Said("key (told once): "), Is.Empty);
        });
    }

    [Test]
    public async Task Clients_OfTheSameUser_FindTheKeyByThemselves()
    {
        string scenario = Path.Combine(_folder.FullName, "pool.yaml");
        await File.WriteAllTextAsync(scenario, SmallScenarios.Pool());
        using ServeProcess serve = await Start();
        string? before = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        Environment.SetEnvironmentVariable(
            "XDG_STATE_HOME", Path.Combine(_folder.FullName, "state"));
        try
        {
            using var client = new GpuRiskClient(serve.Address!);
            ServiceAbout about = await client.AboutAsync();
            CommandRun run = CommandRun.Of(
                "run", scenario, "--server", $"{serve.Address}", "--quiet", "--json");
            Assert.Multiple(() =>
            {
                Assert.That(about.Owner, Is.EqualTo("local"));
                Assert.That(run.Code, Is.Zero, run.Error);
                Assert.That((int)JsonNode.Parse(run.Output)!["paths"]!, Is.EqualTo(500));
                Assert.That(LocalKey.Find(new Uri("http://192.0.2.1:5080")), Is.Null);
                Assert.That(
                    LocalKey.Find(new Uri($"http://elsewhere.example:{serve.Address!.Port}")),
                    Is.Null);
            });
        }
        finally
        {
            Environment.SetEnvironmentVariable("XDG_STATE_HOME", before);
        }
    }

    [Test]
    public async Task Key_IsNotMade_WhereThereAreOthersOrTrustWasAskedFor()
    {
        using (ServeProcess trusting = await ServeProcess.Start(
            [("XDG_STATE_HOME", Path.Combine(_folder.FullName, "state"))], "--store", Store))
        {
            using HttpClient http = trusting.Client();
            Assert.That((int)(await new ServiceCaller(http, null).Get("/v1/about")).Status,
                Is.EqualTo(200));
        }

        CommandRun.Of("keys", "add", "alice", "--store", Store);
        using ServeProcess keyed = await Start();
        Assert.Multiple(() =>
        {
            Assert.That(File.Exists(Store + ".key"), Is.False);
            Assert.That(keyed.Said("key (told once): "), Is.Empty);
        });
    }

    private Task<ServeProcess> Start() => ServeProcess.Start(
        [
            ("XDG_STATE_HOME", Path.Combine(_folder.FullName, "state")),
            ("GPURISK_SERVE_TRUSTLOCAL", "false"),
        ],
        trustsLocal: false, "--store", Store, "--threads", "1");
}
