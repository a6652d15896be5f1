using System.Net;
using System.Text.Json.Nodes;
using GpuRisk.Host.Service.Store;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>A service that is stopped in the middle goes on where it was.</summary>
internal sealed class RestartTests(StoreKind kind) : ServiceFixture(kind)
{
    [Test]
    public async Task Run_OverTwoRestarts_HasTheDigestOfOneUndisturbed()
    {
        await using TestStore store = await TestStore.Create(Kind);
        string yaml = SmallScenarios.LongPool(paths: 400_000);
        string id;
        long before;
        await using (RunningService first = await Start(store))
        {
            id = await first.Anybody.Submit(yaml);
            await first.Anybody.Until(id, run => run["estimates"]!.AsArray().Count > 0);
            await first.Stop();
            before = first.Part<RunStore>().Find(id)!.PathsDone;
        }

        await using (RunningService second = await Start(store))
        {
            JsonNode run = await second.Anybody.Until(
                id, run => (long)run["pathsDone"]! > before);
            Assert.That((long)run["pathsDone"]!, Is.GreaterThan(before));
            await second.Stop();
        }

        await using RunningService third = await Start(store);
        JsonNode done = await third.Anybody.Finished(id);
        using EventStream stream = await EventStream.Open(third.Anybody, id);
        long[] checkpoints = [.. (await stream.Read())
            .Where(e => e.Kind == "checkpoint").Select(e => (long)e.Data["pathsDone"]!)];
        JsonNode devices = (await third.Anybody.Get($"/v1/runs/{id}/result")).Json["devices"]!;
        Assert.Multiple(() =>
        {
            Assert.That(before, Is.InRange(1, 399_999), "The run is meant to be interrupted.");
            Assert.That((string?)done["digest"], Is.EqualTo(Truth.Digest(yaml)));
            Assert.That(checkpoints, Is.Ordered.And.Unique);
            Assert.That(checkpoints, Does.Contain(before));
            Assert.That(
                devices.AsArray().Sum(device => (long)device!["paths"]!), Is.EqualTo(400_000),
                "The chunks' work is counted once, over all starts.");
        });
    }

    [Test]
    public async Task Runs_ThatWait_AreAllDoneOnceAfterARestart()
    {
        await using TestStore store = await TestStore.Create(Kind);
        string[] yamls = [.. Enumerable.Range(0, 5).Select(_ => SmallScenarios.Pool())];
        string endless;
        string[] ids;
        await using (RunningService first = await Start(store))
        {
            endless = await first.Anybody.Submit(
                SmallScenarios.LongPool(), SmallScenarios.Endless + "&priority=9");
            ids = await Task.WhenAll(yamls.Select(yaml => first.Anybody.Submit(yaml)));
        }

        await using RunningService second = await Start(store);
        await second.Anybody.Post($"/v1/runs/{endless}/cancel", mediaType: null);
        JsonNode[] runs = await Task.WhenAll(ids.Select(second.Anybody.Finished));
        JsonNode list = (await second.Anybody.Get("/v1/runs")).Json;
        Assert.Multiple(() =>
        {
            Assert.That(
                runs.Select(run => (string?)run["digest"]),
                Is.EqualTo(yamls.Select(yaml => Truth.Digest(yaml))));
            Assert.That(list["runs"]!.AsArray(), Has.Count.EqualTo(6));
        });
    }

    [Test]
    public async Task Cancel_AskedForBeforeARestart_IsNotForgotten()
    {
        await using TestStore store = await TestStore.Create(Kind);
        string[] ids;
        await using (RunningService first = await Start(store))
        {
            ids =
            [
                await first.Anybody.Submit(
                    SmallScenarios.LongPool(), SmallScenarios.Endless + "&priority=9"),
                await first.Anybody.Submit(SmallScenarios.Pool()),
                await first.Anybody.Submit(SmallScenarios.LongPool(), SmallScenarios.Endless),
            ];
            await first.Anybody.Until(ids[0], run => run["estimates"]!.AsArray().Count > 0);
        }

        // As if the process had died between the request's being written and its taking effect.
        await using (var host = new StoreHost(store))
        {
            await host.Runs.RequestCancel(ids[1], StoredRun.Audit());
            await host.Runs.RequestCancel(ids[2], StoredRun.Audit());
        }

        await using RunningService second = await Start(store);
        JsonNode[] runs =
            [await second.Anybody.Finished(ids[1]), await second.Anybody.Finished(ids[2])];
        JsonNode other = await second.Anybody.Status(ids[0]);
        Assert.Multiple(() =>
        {
            Assert.That(
                runs.Select(run => (string)run["state"]!), Is.All.EqualTo("cancelled"));
            Assert.That(runs.Select(run => run["started"]), Is.All.Null);
            Assert.That((string)other["state"]!, Is.EqualTo("running"));
        });
    }

    [Test]
    public async Task FinishedRuns_AfterARestart_AreAsTheyWere()
    {
        await using TestStore store = await TestStore.Create(Kind);
        JsonNode before;
        byte[] result;
        await using (RunningService first = await Start(store))
        {
            before = await first.Anybody.Run(SmallScenarios.Pool());
            result = (await first.Anybody.Get($"/v1/runs/{before["id"]}/result")).Bytes;
        }

        await using RunningService second = await Start(store);
        JsonNode after = await second.Anybody.Status((string)before["id"]!);
        Answer same = await second.Anybody.Get($"/v1/runs/{before["id"]}/result");
        Assert.Multiple(() =>
        {
            Assert.That(after.ToJsonString(), Is.EqualTo(before.ToJsonString()));
            Assert.That(same.Bytes, Is.EqualTo(result));
        });
    }

    [Test]
    public async Task Stop_Answers_ThatTheServiceIsNotReady()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        Answer ready = await service.Anybody.Get("/health/ready");
        await service.Stop();
        Assert.Multiple(() =>
        {
            Assert.That(ready.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(
                async () => await service.Anybody.Get("/health/ready"),
                Throws.InstanceOf<HttpRequestException>());
        });
    }
}
