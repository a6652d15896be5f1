using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using GpuRisk.Client;
using GpuRisk.Host.Service.Store;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Store;

/// <summary>What is written is read again, column by column.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.Postgres)]
internal sealed class RunRowTests(StoreKind kind)
{
    private TestStore _store = null!;
    private StoreHost _host = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _store = await TestStore.Create(kind);
        _host = new StoreHost(_store);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
            await _store.DisposeAsync();
        }
    }

    [Test]
    public void Run_OfAnyKind_IsReadAsWritten() => Prop
        .ForAll(Arb.From(Rows()), row =>
        {
            RunRow accepted = _host.Accept(row with { Holder = _host.Name }).Result;
            RunRow expected = row with { Holder = _host.Name, Sequence = accepted.Sequence };
            Assert.That(_host.Runs.Find(row.Id), Is.EqualTo(expected));
            RunRow ended = expected with
            {
                State = RunState.Cancelled,
                Reason = RunReason.ScenarioChanged,
                Error = row.Name,
                Started = row.Created,
                Finished = row.Deadline ?? 1,
                Chunks = 7,
                PathsDone = row.Paths / 2,
                Seconds = 1.0 / 3,
                Estimates = "[{\"metric\":\"é\"}]",
                Digest = row.IdempotencyKey,
                ResultKey = "partial:" + row.Id,
                FromStore = true,
            };
            Assert.That(_host.Runs.Finish(ended, null, null).Result);
            Assert.That(_host.Runs.Find(row.Id), Is.EqualTo(ended));
            return true;
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [TestCase(RunReason.Cancelled)]
    [TestCase(RunReason.Deadline)]
    [TestCase(RunReason.RunTime)]
    [TestCase(RunReason.Devices)]
    [TestCase(RunReason.Outcome)]
    [TestCase(RunReason.ScenarioChanged)]
    [TestCase(RunReason.Internal)]
    public async Task Reason_OfAnyKind_IsReadAsWritten(RunReason reason)
    {
        RunRow run = await _host.Accept(StoredRun.New(holder: _host.Name));
        await _host.Runs.Finish(run with { State = RunState.Failed, Reason = reason }, null, null);
        Assert.That(_host.Runs.Find(run.Id)!.Reason, Is.EqualTo(reason));
    }

    [Test]
    public async Task Bytes_OfResultsAndTallies_AreReadAsWritten()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        RunRow run = await _host.Accept(StoredRun.New(holder: _host.Name));
        RunRow after = StoredRun.WithChunk(run);
        ChunkRow chunk = StoredRun.Chunk(after) with
        {
            Seconds = 0.1,
            Devices = "{\"a\":[]}",
            Estimates = "[1]",
        };
        await _host.Runs.Checkpoint(after, chunk, all);
        byte[]? tally = _host.Runs.TallyOf(run.Id);
        StoredResult result = StoredRun.Result(run) with
        {
            Result = all,
            Manifest = [],
            Tally = all,
        };
        await _host.Runs.Finish(StoredRun.Ended(after), null, result);
        await _host.Runs.AddReport(run, all, all, most: 1 << 20);
        await _host.Runs.AddReport(run, [1], [1], most: 1 << 20);
        StoredResult read = _host.Runs.Result(run.ResultKey)!;
        Assert.Multiple(() =>
        {
            Assert.That(tally, Is.EqualTo(all));
            Assert.That(_host.Runs.ChunksOf(run.Id, 0), Is.EqualTo(new[] { chunk }));
            Assert.That(_host.Runs.ChunksOf(run.Id, 1), Is.Empty);
            Assert.That(_host.Runs.TallyOf(run.Id), Is.Null, "A finished run needs none.");
            Assert.That(read.Result, Is.EqualTo(all));
            Assert.That(read.Manifest, Is.Empty);
            Assert.That(_host.Runs.ReportOf(run.ResultKey), Is.EqualTo(all));
            Assert.That(_host.Runs.PageOf(run.Id), Is.EqualTo(all), "The first report stays.");
        });
    }

    [Test]
    public async Task Submission_WithABadRun_LeavesNothing()
    {
        RunRow good = StoredRun.New(holder: _host.Name);
        Task accepting = _host.Runs.Accept(StoredRun.Submission(good, good));
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.Multiple(() =>
        {
            Assert.That(accepting.IsFaulted);
            Assert.That(_host.Runs.Find(good.Id), Is.Null);
        });
    }

    private static Gen<RunRow> Rows() =>
        from texts in Gen.ArrayOf(Text(), 5)
        from numbers in Gen.ArrayOf(Any().Select(number => number & long.MaxValue), 6)
        from seed in Any()
        from precision in Gen.Elements(RunPrecision.Float32, RunPrecision.Float64)
        from isPresent in Gen.ArrayOf(ArbMap.Default.GeneratorFor<bool>(), 3)
        select StoredRun.New() with
        {
            Owner = "o" + texts[0],
            Name = texts[1],
            Kernel = texts[2],
            ScenarioHash = texts[3],
            Settings = JsonSerializer.Serialize(texts),
            Paths = numbers[0],
            Steps = numbers[1],
            Seed = seed,
            Precision = precision,
            Priority = (int)(numbers[2] % 10),
            Created = numbers[3],
            Deadline = isPresent[0] ? numbers[4] : null,
            Sweep = isPresent[1] ? texts[4] : null,
            SweepIndex = isPresent[1] ? (int)(numbers[5] % 1000) : null,
            IdempotencyKey = isPresent[2] ? Guid.NewGuid().ToString() : null,
            RequestHash = texts[3],
        };

    private static Gen<long> Any() =>
        ArbMap.Default.GeneratorFor<DoNotSize<long>>().Select(number => number.Item);

    // PostgreSQL has no character 0; the scenario reader lets none through.
    private static Gen<string> Text() => ArbMap.Default.GeneratorFor<string>().Select(text =>
        new string([.. (text ?? "").Where(c => c != '\0' && !char.IsSurrogate(c))]));
}
