using System.Net;
using GpuRisk.Client;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Clients;

/// <summary>The events of a run over connections that are lost.</summary>
internal sealed class RunWatchTests
{
    private readonly InstantClock _clock = new();

    [Test]
    public async Task Watch_TellsWhatHappensUntilTheEnd()
    {
        using var service = new ScriptedService();
        service.Events(
            SampleRun.EventIn(RunState.Running)
            + ": still here\n\nevent: progress\r\n"
            + "data: {\"pathsDone\":5,\"pathsPerSecond\":1.5,\r\ndata: \"secondsLeft\":null}\r\n\r\nevent: novelty\ndata: {}\n\n"
            + SampleRun.Checkpoint(1) + SampleRun.EventIn(RunState.Succeeded));
        using GpuRiskClient client = service.Client(_clock);
        RunEvent[] events = await Events(client);
        Assert.Multiple(() =>
        {
            Assert.That(events, Has.Length.EqualTo(4));
            Assert.That(events[1], Is.EqualTo(new RunProgress(5, 1.5, null)));
            Assert.That(((RunCheckpoint)events[2]).Estimates.Single().Mean, Is.EqualTo(-1.5));
            Assert.That(((RunChanged)events[3]).Run.State, Is.EqualTo(RunState.Succeeded));
            Assert.That(service.Requests, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task Watch_ConnectionLost_GoesOnAfterTheLastCheckpoint()
    {
        using var service = new ScriptedService();
        string start = SampleRun.EventIn(RunState.Running);
        service.Events(start + SampleRun.Checkpoint(1) + SampleRun.Checkpoint(2), isBroken: true)
            .Lose()
            .Answer("{}", HttpStatusCode.ServiceUnavailable)
            .Events(start + SampleRun.Checkpoint(3))
            .Events(start + SampleRun.EventIn(RunState.Succeeded));
        using GpuRiskClient client = service.Client(_clock);
        RunEvent[] events = await Events(client);
        Assert.Multiple(() =>
        {
            Assert.That(
                events.OfType<RunCheckpoint>().Select(checkpoint => checkpoint.Chunk),
                Is.EqualTo(new[] { 1, 2, 3 }));
            Assert.That(
                service.Requests.Select(
                    request => request.Headers.GetValueOrDefault("Last-Event-ID")),
                Is.EqualTo(new[] { null, "2", "2", "2", "3" }));
        });
    }

    [Test]
    public async Task Watch_CutEventIsNotTold()
    {
        using var service = new ScriptedService();
        service.Events(SampleRun.EventIn(RunState.Running) + "event: checkpoint\nid: 7\ndata: {");
        for (int i = 0; i < 8; i++)
        {
            service.Events("");
        }

        using GpuRiskClient client = service.Client(_clock);
        await Assert.ThrowsAsync<HttpRequestException>(() => Events(client));
        Assert.That(
            service.Requests.Select(request => request.Headers.ContainsKey("Last-Event-ID")),
            Is.All.False);
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Watch_SilentConnection_IsMadeAgain(CancellationToken timeout)
    {
        _clock.LimitsToPass = 1;
        using var service = new ScriptedService();
        service.Silence().Events(SampleRun.EventIn(RunState.Succeeded));
        using GpuRiskClient client = service.Client(_clock);
        RunStatus run = await client.WaitAsync("r1", cancellation: timeout);
        Assert.That(run.State, Is.EqualTo(RunState.Succeeded));
    }

    [Test]
    public async Task Wait_LastEventWasMissed_AsksForTheStatus()
    {
        using var service = new ScriptedService();
        service.Answer("", HttpStatusCode.NoContent)
            .Answer(SampleRun.JsonIn(RunState.Cancelled));
        using GpuRiskClient client = service.Client(_clock);
        RunStatus run = await client.WaitAsync("r1");
        Assert.That(run.State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task Watch_RunIsGone_IsTold()
    {
        using var service = new ScriptedService();
        service.Events(SampleRun.EventIn(RunState.Running), isBroken: true)
            .Answer("""{"title":"There is no such run."}""", HttpStatusCode.NotFound);
        using GpuRiskClient client = service.Client(_clock);
        ServiceException error =
            (await Assert.ThrowsAsync<ServiceException>(() => Events(client)))!;
        Assert.That(error.Message, Is.EqualTo("There is no such run."));
    }

    private static async Task<RunEvent[]> Events(GpuRiskClient client)
    {
        List<RunEvent> events = [];
        await foreach (RunEvent happened in client.WatchAsync("r1"))
        {
            events.Add(happened);
        }

        return [.. events];
    }
}
