using Dapper;
using GpuRisk.Host.Service.Store;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Store;

/// <summary>Databases of this version, of none, and of a newer one.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.Postgres)]
internal sealed class MigrationTests(StoreKind kind)
{
    [Test]
    public async Task Open_ADatabaseAgain_LeavesWhatIsInIt()
    {
        await using TestStore store = await TestStore.Create(kind);
        RunRow run;
        await using (var host = new StoreHost(store))
        {
            run = await host.Accept(StoredRun.New());
        }

        await using var again = new StoreHost(store);
        Assert.That(again.Runs.Find(run.Id), Is.EqualTo(run));
    }

    [Test]
    public async Task Open_ByManyAtOnce_MakesTheTablesOnce()
    {
        await using TestStore store = await TestStore.Create(kind);
        SqlDatabase[] databases = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(store.Open)));
        using (var connection = databases[0].Open())
        {
            Assert.That(
                connection.ExecuteScalar<int>(
                    "SELECT COUNT(*) - COUNT(DISTINCT step) FROM migrations"),
                Is.Zero);
        }

        foreach (SqlDatabase database in databases)
        {
            await database.DisposeAsync();
        }
    }

    [Test]
    public async Task Open_ADatabaseOfANewerVersion_IsRefused()
    {
        await using TestStore store = await TestStore.Create(kind);
        await using (SqlDatabase database = store.Open())
        {
            using var connection = database.Open();
            connection.Execute("INSERT INTO migrations (step) VALUES (99)");
        }

        CommandRun serve = CommandRun.Of("serve", "--store", store.Address);
        Assert.Multiple(() =>
        {
            Assert.That(
                store.Open,
                Throws.InstanceOf<StoreException>().With.Message.Contains("newer version"));
            Assert.That(serve.Code, Is.EqualTo(GpuRisk.Host.Cli.ExitCode.Failed));
            Assert.That(serve.Error, Does.Contain("newer version"));
        });
    }

    [Test]
    public async Task Commits_AreOnTheDiskBeforeTheyReturn()
    {
        await using TestStore store = await TestStore.Create(kind);
        await using SqlDatabase database = store.Open();
        using var connection = database.Open();
        string[] settings = kind == StoreKind.Sqlite
            ? [
                connection.ExecuteScalar<string>("PRAGMA journal_mode")!,
                connection.ExecuteScalar<string>("PRAGMA synchronous")!,
                connection.ExecuteScalar<string>("PRAGMA foreign_keys")!,
            ]
            : [
                connection.ExecuteScalar<string>("SHOW fsync")!,
                connection.ExecuteScalar<string>("SHOW synchronous_commit")!,
            ];
        Assert.That(settings, Is.EqualTo(
            kind == StoreKind.Sqlite ? new[] { "wal", "2", "1" } : ["on", "on"]));
    }
}
