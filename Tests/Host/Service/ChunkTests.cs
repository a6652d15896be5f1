using System.Text.Json.Nodes;
using GpuRisk.Engine.Devices;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>Runs that are done in several chunks are the runs that they would be in one.</summary>
internal sealed class ChunkTests(StoreKind kind) : ServiceFixture(kind)
{
    [Test]
    public async Task Run_OfSeveralChunks_HasTheDigestOfOneUndisturbed()
    {
        string yaml = SmallScenarios.LongPool();
        string id = await Caller.Submit(yaml);
        JsonNode run = await Caller.Finished(id);
        List<RunEvent> checkpoints = await Checkpoints(id);
        Assert.Multiple(() =>
        {
            Assert.That((string?)run["digest"], Is.EqualTo(Truth.Digest(yaml)));
            Assert.That(checkpoints, Has.Count.GreaterThan(2), "The run is meant to be longer.");
        });
    }

    [Test]
    public async Task Run_BetweenOthers_HasTheDigestOfOneUndisturbed()
    {
        string[] yamls =
            [.. Enumerable.Range(0, 3).Select(_ => SmallScenarios.LongPool(paths: 60_000))];
        string[] ids = await Task.WhenAll(yamls.Select(
            (yaml, i) => Caller.Submit(yaml, i == 1 ? "precision=float64" : "")));
        JsonNode[] runs = await Task.WhenAll(ids.Select(Caller.Finished));
        Assert.That(runs.Select(run => (string?)run["digest"]), Is.EqualTo(yamls.Select(
            (yaml, i) => Truth.Digest(
                yaml, precision: i == 1 ? Precision.Float64 : default))));
    }

    [Test]
    public async Task Checkpoints_AddUp_ToAllPaths()
    {
        JsonNode run = await Caller.Run(SmallScenarios.LongPool(paths: 100_000));
        List<RunEvent> checkpoints = await Checkpoints((string)run["id"]!);
        long[] done = [.. checkpoints.Select(e => (long)e.Data["pathsDone"]!)];
        double[] seconds = [.. checkpoints.Select(e => (double)e.Data["seconds"]!)];
        Assert.Multiple(() =>
        {
            Assert.That(done, Is.Ordered.And.Unique);
            Assert.That(done[^1], Is.EqualTo(100_000));
            Assert.That(seconds, Is.Ordered.And.Unique);
            Assert.That(
                checkpoints.Select(e => (long)e.Data["chunk"]!),
                Is.EqualTo(Enumerable.Range(1, checkpoints.Count).Select(i => (long)i)));
        });
    }

    [Test]
    public async Task Estimates_OfCheckpoints_AreThoseOfAsManyPaths()
    {
        string yaml = SmallScenarios.LongPool(paths: 100_000);
        JsonNode run = await Caller.Run(yaml);
        List<RunEvent> checkpoints = await Checkpoints((string)run["id"]!);
        JsonNode first = checkpoints[0].Data;
        JsonNode part = await Caller.Run(yaml, $"paths={first["pathsDone"]}");
        double[] errors = [.. checkpoints.Select(
            e => (double)e.Data["estimates"]![0]!["standardError"]!)];
        Assert.Multiple(() =>
        {
            Assert.That(
                first["estimates"]!.ToJsonString(), Is.EqualTo(part["estimates"]!.ToJsonString()));
            Assert.That(
                checkpoints[^1].Data["estimates"]!.ToJsonString(),
                Is.EqualTo(run["estimates"]!.ToJsonString()));
            Assert.That(errors[^1], Is.LessThan(errors[0]), "More paths, a smaller error.");
        });
    }

    [Test]
    public async Task Progress_NeverGoesBack_AndNeverBeyondThePaths()
    {
        string id = await Caller.Submit(SmallScenarios.LongPool(paths: 300_000));
        List<long> seen = [];
        await Caller.Until(id, run =>
        {
            seen.Add((long)run["pathsDone"]!);
            Assert.That((double?)run["secondsLeft"] ?? 0, Is.GreaterThanOrEqualTo(0));
            return ServiceCaller.HasEnded(run);
        });
        Assert.Multiple(() =>
        {
            Assert.That(seen, Is.Ordered);
            Assert.That(seen[^1], Is.EqualTo(300_000));
        });
    }

    private async Task<List<RunEvent>> Checkpoints(string id)
    {
        using EventStream events = await EventStream.Open(Caller, id);
        return [.. (await events.Read()).Where(e => e.Kind == "checkpoint")];
    }
}
