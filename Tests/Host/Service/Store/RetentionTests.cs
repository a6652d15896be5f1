using GpuRisk.Host.Service;
using GpuRisk.Host.Service.Store;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Store;

/// <summary>What is forgotten, and what must not be.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.Postgres)]
internal sealed class RetentionTests(StoreKind kind)
{
    private static readonly RetentionOptions Usual = new();
    private readonly AdjustableTime _time = new();
    private readonly Telemetry _telemetry = new();
    private TestStore _store = null!;
    private StoreHost _host = null!;

    [SetUp]
    public async Task Open()
    {
        _store = await TestStore.Create(kind);
        _host = new StoreHost(_store);
    }

    [TearDown]
    public async Task Close()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
            await _store.DisposeAsync();
        }
    }

    [Test]
    public async Task Apply_TooOld_AreForgottenWithAllThatIsTheirs()
    {
        RunRow old = await Finish(StoredRun.New(), age: 91);
        RunRow young = await Finish(StoredRun.New(), age: 89);
        await Apply(Usual);
        Assert.Multiple(() =>
        {
            Assert.That(_host.Runs.Find(old.Id), Is.Null);
            Assert.That(_host.Runs.ChunksOf(old.Id, 0), Is.Empty);
            Assert.That(_host.Runs.Result(old.ResultKey), Is.Null);
            Assert.That(_host.Runs.Find(young.Id), Is.Not.Null);
            Assert.That(_host.Runs.Result(young.ResultKey), Is.Not.Null);
            Assert.That(_host.Runs.TextOf(young.TextHash), Is.EqualTo(StoredRun.Text));
        });
    }

    [Test]
    public async Task Apply_SharedResult_StaysAsLongAsARunHasIt()
    {
        RunRow old = await Finish(StoredRun.New(), age: 91);
        RunRow waiting = await _host.Accept(
            StoredRun.New(holder: _host.Name) with
            {
                ResultKey = old.ResultKey,
                Created = _time.GetUtcNow().ToUnixTimeMilliseconds(),
            });
        await Apply(Usual);
        Assert.Multiple(() =>
        {
            Assert.That(waiting.FromStore);
            Assert.That(_host.Runs.Find(old.Id), Is.Null);
            Assert.That(_host.Runs.Result(old.ResultKey), Is.Not.Null);
            Assert.That(_host.Runs.TextOf(old.TextHash), Is.Not.Null);
        });
    }

    [Test]
    public async Task Apply_TooMany_ForgetsTheOldestOnly()
    {
        List<RunRow> runs = [];
        for (int i = 0; i < 7; i++)
        {
            runs.Add(await Finish(StoredRun.New(), age: 1));
        }

        RunRow waiting = await _host.Accept(StoredRun.New(holder: _host.Name));
        await Apply(Usual with { Runs = 3 });
        Assert.Multiple(() =>
        {
            Assert.That(
                runs.Select(run => _host.Runs.Find(run.Id) is not null),
                Is.EqualTo(new[] { false, false, false, false, true, true, true }));
            Assert.That(_host.Runs.Find(waiting.Id), Is.Not.Null);
        });
    }

    [Test]
    public async Task Apply_TooManyBytes_ForgetsTheOldestOnlyAsFarAsNeeded()
    {
        List<RunRow> runs = [];
        for (int i = 0; i < 6; i++)
        {
            runs.Add(await Finish(StoredRun.New(), age: 1, bytes: 300_000));
        }

        await Apply(Usual with { Bytes = 1_000_000 });
        Assert.That(
            runs.Select(run => _host.Runs.Find(run.Id) is not null),
            Is.EqualTo(new[] { false, false, false, true, true, true }));
    }

    [Test]
    public async Task Apply_UnfinishedRuns_AreNeverForgotten()
    {
        RunRow run = await _host.Accept(StoredRun.New(holder: _host.Name));
        RunRow running = StoredRun.WithChunk(run);
        await _host.Runs.Checkpoint(running, StoredRun.Chunk(running), new byte[2_000_000]);
        await Apply(new RetentionOptions { Days = 0.001, Runs = 1, Bytes = 1 << 20 });
        Assert.Multiple(() =>
        {
            Assert.That(_host.Runs.Find(run.Id)!.PathsDone, Is.EqualTo(100));
            Assert.That(_host.Runs.TallyOf(run.Id), Has.Length.EqualTo(2_000_000));
        });
    }

    // The clock of a machine whose battery is empty, or of one that somebody has played with.
    [TestCase(100)]
    [TestCase(10_000)]
    public async Task ApplyWhenDue_ClockFarAhead_ForgetsNothingForMinutesAndThenLittle(int days)
    {
        List<RunRow> runs = [];
        for (int i = 0; i < 5; i++)
        {
            runs.Add(await Finish(StoredRun.New(), age: 1));
        }

        Retention retention = New(Usual);
        int Left() => runs.Count(run => _host.Runs.Find(run.Id) is not null);
        async Task<int> LeftAfter(TimeSpan time)
        {
            _time.Advance(time);
            await retention.ApplyWhenDue(CancellationToken.None);
            return Left();
        }

        _time.Set(TimeSpan.FromDays(days));
        Assert.That(await LeftAfter(TimeSpan.FromMinutes(9)), Is.EqualTo(5));
        Assert.That(await LeftAfter(TimeSpan.FromMinutes(9)), Is.EqualTo(5));
        Assert.That(await LeftAfter(TimeSpan.FromMinutes(2)), Is.EqualTo(4), "One at a time.");
        Assert.That(await LeftAfter(TimeSpan.FromMinutes(1)), Is.EqualTo(4));
        _time.Set(TimeSpan.FromDays(-days));
        Assert.That(await LeftAfter(TimeSpan.FromMinutes(11)), Is.EqualTo(4));
        Assert.That(await LeftAfter(TimeSpan.FromMinutes(11)), Is.EqualTo(4));
    }

    [Test]
    public async Task Apply_ManyTooOldOrTooMany_ForgetsABoundedPartOfThem()
    {
        for (int i = 0; i < 450; i++)
        {
            await Finish(StoredRun.New(), age: 200);
        }

        RunFilter all = new(null, null, null, null, null, 1000);
        await Apply(Usual);
        int afterAge = _host.Runs.List(all).Count;
        await Apply(Usual with { Days = 1000, Runs = 1 });
        Assert.Multiple(() =>
        {
            Assert.That(afterAge, Is.EqualTo(445), "One in a hundred.");
            Assert.That(_host.Runs.List(all), Has.Count.EqualTo(445 - 222), "Half.");
        });
    }

    private async Task<RunRow> Finish(RunRow run, double age, int bytes = 1)
    {
        RunRow accepted = await _host.Accept(run with { Holder = _host.Name });
        RunRow ended = StoredRun.Ended(
            StoredRun.WithChunk(accepted),
            (_time.GetUtcNow() - TimeSpan.FromDays(age)).ToUnixTimeMilliseconds());
        await _host.Runs.Finish(ended, StoredRun.Chunk(ended), StoredRun.Result(run, bytes));
        return ended;
    }

    private Task Apply(RetentionOptions options) =>
        New(options).Apply(CancellationToken.None);

    private Retention New(RetentionOptions options) => new(
        _host.Database, _host.Writes, options, _telemetry, _time,
        NullLogger<Retention>.Instance);
}
