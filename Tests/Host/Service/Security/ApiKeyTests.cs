using System.Net;
using GpuRisk.Host.Cli;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Security;

/// <summary>API keys, as <c>gpurisk keys</c> makes and revokes them.</summary>
internal sealed class ApiKeyTests(StoreKind kind) : ServiceFixture(kind)
{
    [Test]
    public async Task Key_MadeByTheCommand_IsTakenAndNeededFromThenOn()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        Answer before = await service.Anybody.Get("/v1/about");
        string key = Add(store, "alice", "--scope", "run");
        service.Forget();
        Answer without = await service.Anybody.Get("/v1/about");
        Answer with = await new ServiceCaller(service.Http, key).Get("/v1/about");
        Answer header = await service.Anybody.Get("/v1/about", ("X-Api-Key", key));
        Assert.Multiple(() =>
        {
            Assert.That(key, Does.Match("^gpurisk_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$"));
            Assert.That(before.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(without.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(without.MediaType, Is.EqualTo("application/problem+json"));
            Assert.That((string)with.Json["owner"]!, Is.EqualTo("alice"));
            Assert.That((string)with.Json["authentication"]!, Is.EqualTo("key"));
            Assert.That((string)header.Json["owner"]!, Is.EqualTo("alice"));
        });
    }

    [Test]
    public async Task Key_Revoked_IsRefusedAndNoneIsNeededAgain()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        string key = Add(store, "alice");
        string other = Add(store, "bob");
        service.Forget();
        var caller = new ServiceCaller(service.Http, key);
        Answer before = await caller.Get("/v1/about");
        CommandRun revoked = Keys(store, "revoke", IdOf(key));
        CommandRun again = Keys(store, "revoke", IdOf(key));
        service.Forget();
        Answer after = await caller.Get("/v1/about");
        Answer others = await new ServiceCaller(service.Http, other).Get("/v1/about");
        Keys(store, "revoke", IdOf(other));
        service.Forget();
        Answer without = await service.Anybody.Get("/v1/about");
        Assert.Multiple(() =>
        {
            Assert.That(before.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(revoked.Code, Is.EqualTo(ExitCode.Done));
            Assert.That(again.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(after.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(others.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(
                without.Status, Is.EqualTo(HttpStatusCode.Unauthorized),
                "Revoking the last key opens nothing.");
        });
    }

    [Test]
    public async Task Secret_OfAKey_IsNowhereInTheStore()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using (RunningService service = await Start(store))
        {
            ServiceCaller caller = service.With("alice", "run");
            await caller.Run(SmallScenarios.Pool());
            string dump = await store.Dump();
            string[] parts = caller.Key!.Split('_', 3);
            Assert.Multiple(() =>
            {
                Assert.That(dump, Does.Contain(parts[1]), "The key's name is in the store.");
                Assert.That(dump, Does.Contain("alice"));
                Assert.That(dump, Does.Not.Contain(parts[2]));
            });
        }
    }

    [Test]
    public async Task List_OfKeys_ShowsNoSecret()
    {
        await using TestStore store = await TestStore.Create(Kind);
        string key = Add(store, "alice", "--scope", "read", "run");
        CommandRun list = Keys(store, "list");
        Assert.Multiple(() =>
        {
            Assert.That(list.Output, Does.Contain(IdOf(key)).And.Contain("alice"));
            Assert.That(list.Output, Does.Contain("read,run"));
            Assert.That(list.Output, Does.Not.Contain(key.Split('_', 3)[2]));
        });
    }

    [Test]
    public async Task Key_ThatIsAlmostOne_IsRefused()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        string key = service.With("alice", "admin").Key!;
        string[] parts = key.Split('_', 3);
        char last = key[^1] == 'A' ? 'B' : 'A';
        foreach (string wrong in (string[])[
            key[..^1] + last, key + "x", parts[0] + "_" + parts[1] + "_", parts[1], "gpurisk_",
            key.ToUpperInvariant(), parts[2], "x", "gpurisk_' OR 1=1 --_x"])
        {
            Answer answer = await new ServiceCaller(service.Http, null)
                .Get("/v1/about", ("Authorization", "Bearer " + wrong));
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Unauthorized), wrong);
            Assert.That(answer.Text, Does.Not.Contain(parts[2]), wrong);
        }
    }

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("a\nb")]
    public async Task Add_BadOwner_IsRefused(string owner)
    {
        await using TestStore store = await TestStore.Create(Kind);
        CommandRun run = Keys(store, "add", owner);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Output, Is.Empty);
        });
    }

    private static string Add(TestStore store, string owner, params string[] options)
    {
        CommandRun run = Keys(store, ["add", owner, .. options]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        return run.Output.Trim();
    }

    private static CommandRun Keys(TestStore store, params string[] arguments) =>
        CommandRun.Of(["keys", "--store", store.Address, .. arguments]);

    private static string IdOf(string key) => key.Split('_')[1];
}
