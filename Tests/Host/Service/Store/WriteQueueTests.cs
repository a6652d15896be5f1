using Dapper;
using GpuRisk.Host.Service.Store;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Store;

/// <summary>Writes that go to the disk together, but stand alone.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.Postgres)]
internal sealed class WriteQueueTests(StoreKind kind)
{
    private TestStore _store = null!;
    private SqlDatabase _database = null!;
    private WriteQueue _writes = null!;

    [SetUp]
    public async Task Open()
    {
        _store = await TestStore.Create(kind);
        _database = _store.Open();
        _writes = new WriteQueue(_database);
        using var connection = _database.Open();
        connection.Execute(
            $"CREATE TABLE written (sequence {_database.SequenceType}, number INTEGER UNIQUE)");
    }

    [TearDown]
    public async Task Close()
    {
        if (_writes is not null)
        {
            await _writes.DisposeAsync();
            await _database.DisposeAsync();
            await _store.DisposeAsync();
        }
    }

    [Test]
    public async Task Write_Many_KeepTheirOrder()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(Insert));
        Assert.That(Written(), Is.EqualTo(Enumerable.Range(0, 500)));
    }

    [Test]
    public async Task Write_ThatReturns_IsSeenByOthers()
    {
        for (int i = 0; i < 20; i++)
        {
            await Insert(i);
            Assert.That(Written(), Has.Count.EqualTo(i + 1));
        }
    }

    [Test]
    public async Task Write_ThatFails_DoesNotHurtItsNeighbours()
    {
        await Insert(5);
        using var gate = new ManualResetEventSlim();
        Task<int> first = _writes.Write(_ =>
        {
            gate.Wait();
            return 0;
        });

        // They wait behind the first, and so come into one transaction.
        Task[] tasks = [.. Enumerable.Range(0, 20).Select(Insert)];
        Task broken = _writes.Write<int>(_ => throw new InvalidDataException("a bug"));
        Task[] later = [.. Enumerable.Range(20, 5).Select(Insert)];
        gate.Set();
        await first;
        await Task.WhenAll([.. tasks, broken, .. later])
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.Multiple(() =>
        {
            Assert.That(
                tasks.Select(task => task.IsFaulted),
                Is.EqualTo(Enumerable.Range(0, 20).Select(i => i == 5)));
            Assert.That(later.Select(task => task.IsFaulted), Is.All.False);
            Assert.That(
                broken.Exception!.InnerException, Is.InstanceOf<InvalidDataException>());
            Assert.That(
                Written(), Is.EqualTo((int[])[5, .. Enumerable.Range(0, 25).Where(i => i != 5)]));
        });
    }

    [Test]
    public async Task Write_AfterALostConnection_IsDone()
    {
        await Insert(1);
        Task broken = _writes.Write(transaction =>
        {
            transaction.Connection.Close();
            return transaction.Execute("INSERT INTO written (number) VALUES (2)");
        });
        await broken.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Insert(3);
        Assert.Multiple(() =>
        {
            Assert.That(broken.IsFaulted);
            Assert.That(Written(), Is.EqualTo(new[] { 1, 3 }));
        });
    }

    [Test]
    public async Task Dispose_WritesWhatWaits_AndTakesNothingMore()
    {
        Task[] tasks = [.. Enumerable.Range(0, 100).Select(Insert)];
        await _writes.DisposeAsync();
        await Task.WhenAll(tasks);
        Assert.Multiple(() =>
        {
            Assert.That(Written(), Has.Count.EqualTo(100));
            Assert.That(() => _writes.Write(_ => 0), Throws.InstanceOf<StoreException>());
        });
    }

    private Task Insert(int number) => _writes.Write(transaction => transaction.Execute(
        "INSERT INTO written (number) VALUES (@number)", new { number }));

    private List<int> Written()
    {
        using var connection = _database.Open();
        return connection.Query<int>("SELECT number FROM written ORDER BY sequence").AsList();
    }
}
