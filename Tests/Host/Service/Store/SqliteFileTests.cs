using System.Net;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using GpuRisk.Host.Cli;
using GpuRisk.Host.Service;
using GpuRisk.Host.Service.Store;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Store;

/// <summary>What can happen to the file of a store while a service uses it, or before.</summary>
internal sealed class SqliteFileTests
{
    private SqliteTestStore _store = null!;

    [SetUp]
    public void Make() => _store = new SqliteTestStore();

    [TearDown]
    public async Task Delete() => await _store.DisposeAsync();

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task Files_AreTheirOwnersAlone()
    {
        await File.WriteAllTextAsync(_store.Address + ".lock", "");
        await using RunningService service = await Start(_store.Address);
        await service.Anybody.Run(SmallScenarios.Pool());
        string folder = Path.GetDirectoryName(_store.Address)!;
        Assert.That(
            Directory.GetFiles(folder).Select(File.GetUnixFileMode),
            Is.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task File_DeletedUnderAService_IsNoticedBeforeARunIsLost()
    {
        await using RunningService service = await Start(_store.Address);
        string kept = await service.Anybody.Submit(SmallScenarios.Pool());
        await service.Anybody.Finished(kept);
        string aside = _store.Address + ".aside";
        File.Move(_store.Address, aside);
        Answer submitted = await service.Anybody.Post("/v1/runs", SmallScenarios.Pool());
        Answer ready = await service.Anybody.Get("/health/ready");
        File.Move(aside, _store.Address);
        HttpStatusCode again = await ServiceCaller.Until(
            async () => (await service.Anybody.Get("/health/ready")).Status,
            status => status == HttpStatusCode.OK || Expire(service));
        await service.Anybody.Run(SmallScenarios.Pool());
        Assert.Multiple(() =>
        {
            Assert.That(submitted.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(ready.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(ready.Text, Does.Contain("was deleted or replaced"));
            Assert.That(again, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(File.Exists(_store.Address), "And none was made in its place.");
        });
    }

    [Test]
    public async Task File_ReplacedUnderAService_IsNotTakenForItsOwn()
    {
        await using RunningService service = await Start(_store.Address);
        File.Delete(_store.Address);
        await using (SqlDatabase other = SqlDatabase.Of(_store.Address))
        {
            other.Open().Dispose();
        }

        Answer submitted = await service.Anybody.Post("/v1/runs", SmallScenarios.Pool());
        Answer ready = await service.Anybody.Get("/health/ready");
        Assert.Multiple(() =>
        {
            Assert.That(submitted.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(ready.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        });
    }

    [Test]
    public async Task Lock_Deleted_IsTakenAgainOrSeenToBeAnothers()
    {
        await using SqlDatabase first = StoreOpening.Open(_store.Address);
        first.Announce("first");
        File.Delete(_store.Address + ".lock");
        first.Tend();
        await using SqlDatabase second = StoreOpening.Open(_store.Address);
        Assert.That(
            () => second.Announce("second"),
            Throws.InstanceOf<StoreException>().With.Message.Contains("in use"));
        File.Delete(_store.Address + ".lock");
        second.Announce("second");
        Assert.That(first.Tend, Throws.InstanceOf<StoreException>());
        Assert.Multiple(() =>
        {
            Assert.That(first.Loss, Does.Contain("Another gpurisk serve"));
            Assert.That(second.Loss, Is.Null);
        });
    }

    [Test]
    public async Task File_CutToHalf_IsToldAtTheStart()
    {
        await using (RunningService service = await Start(_store.Address))
        {
            for (int i = 0; i < 10; i++)
            {
                await service.Anybody.Run(SmallScenarios.Pool());
            }
        }

        await using (var file = new FileStream(_store.Address, FileMode.Open))
        {
            file.SetLength(file.Length / 2);
        }

        CommandRun serve = CommandRun.Of(
            "serve", "--store", _store.Address, "--urls", "http://127.0.0.1:0");
        Assert.Multiple(() =>
        {
            Assert.That(serve.Code, Is.EqualTo(ExitCode.Failed));
            Assert.That(serve.Error, Does.Contain("damaged").Or.Contain("malformed"));
        });
    }

    [Test]
    public async Task Disk_WhenFull_IsToldOnceAndSeenByWhoeverWatches()
    {
        string folder = Path.GetDirectoryName(_store.Address)!;
        using var disk = new SmallDisk(folder, "2m");
        await using RunningService service = await Start(_store.Address);
        disk.Fill();
        Answer submitted = await service.Anybody.Post("/v1/runs", Long());
        for (int i = 0; i < 5; i++)
        {
            Answer more = await service.Anybody.Post("/v1/runs", Long());
            Assert.That(more.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        }

        Answer ready = await service.Anybody.Get("/health/ready");
        IReadOnlyList<string> errors = service.Log.TakeErrors();
        disk.Empty();
        Expire(service);
        HttpStatusCode again = await ServiceCaller.Until(
            async () => (await service.Anybody.Get("/health/ready")).Status,
            status => status == HttpStatusCode.OK || Expire(service));
        JsonNode run = await service.Anybody.Run(Long());
        Assert.Multiple(() =>
        {
            Assert.That(submitted.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(ready.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(errors, Has.Count.EqualTo(1));
            Assert.That(errors[0], Does.Contain("disk is full").And.Not.Contain("   at "));
            Assert.That(again, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((string)run["state"]!, Is.EqualTo("succeeded"));
        });
    }

    // More than the log has room for.
    private static string Long() => SmallScenarios.Pool() + "\n#" + new string('x', 300_000);

    private static bool Expire(RunningService service)
    {
        service.Time.Advance(TimeSpan.FromSeconds(11));
        return false;
    }

    private static Task<RunningService> Start(string store) => RunningService.Start(
        new ServiceOptions
        {
            Urls = "http://127.0.0.1:0",
            Store = store,
            Device = "simd",
            Threads = 2,
            CheckpointSeconds = 0.05,
            TrustLocal = true,
        });
}
