using GpuRisk.Host.Service.Store;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Store;

/// <summary>How a store's address is read.</summary>
internal sealed class PostgresAddressTests
{
    [TestCase("postgresql://me:pw@db.example:6000/runs", "PostgreSQL db.example:6000/runs")]
    [TestCase("postgres://me@db.example/runs", "PostgreSQL db.example:5432/runs")]
    [TestCase("postgres://me@[::1]/a%20b", "PostgreSQL ::1:5432/a b")]
    [TestCase("Host=db;Database=x;Password=pw", "PostgreSQL db:5432/x")]
    [TestCase("postgres://db/x?sslmode=require", "PostgreSQL db:5432/x")]
    public async Task Of_APostgresAddress_HidesThePassword(string address, string description)
    {
        await using SqlDatabase database = SqlDatabase.Of(address);
        Assert.That(database.Description, Is.EqualTo(description));
    }

    [TestCase("postgres://db/x?sslmode=nonsense")]
    [TestCase("postgres://db/x?ssl=yes")]
    [TestCase("Host=db;Nonsense=x")]
    public void Open_AnAddressThatIsNotUnderstood_IsRefused(string address) => Assert.That(
        () => StoreOpening.Open(address), Throws.InstanceOf<StoreException>());

    [TestCase("runs.db")]
    [TestCase("/var/lib/gpurisk/postgres.db")]
    public async Task Of_APath_IsSqlite(string path)
    {
        await using SqlDatabase database = SqlDatabase.Of(path);
        Assert.That(database.Description, Does.StartWith("SQLite /"));
    }

    [Test]
    public void Serve_WithoutItsServer_SaysSoWithoutThePassword()
    {
        CommandRun run = CommandRun.Of(
            "serve", "--store", "postgresql://me:hushed@127.0.0.1:1/runs");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(GpuRisk.Host.Cli.ExitCode.Failed));
            Assert.That(run.Error, Does.StartWith("gpurisk: The store cannot be opened"));
            Assert.That(run.Error, Does.Not.Contain("hushed"));
        });
    }
}
