using GpuRisk.Client;
using GpuRisk.Engine.Results;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Clients;

/// <summary>Who follows a run hardly notices that the service has crashed.</summary>
[Category("Slow")]
internal sealed class CrashTests : HostFixture
{
    // Many seconds of work, of which a checkpoint is kept every second.
    private const long Paths = 40_000_000;

    [Test]
    [CancelAfter(180_000)]
    public async Task Watch_ServiceCrashes_GoesOnToTheSameDigest(CancellationToken timeout)
    {
        using ServiceProcess service = await ServiceProcess.StartAsync();
        using GpuRiskClient client = service.Client();
        RunStatus run = await client.SubmitAsync(
            await File.ReadAllTextAsync(At("pool.yaml"), timeout),
            new SubmitOptions { Paths = Paths }, timeout);
        List<long> checkpoints = [];
        Task? crash = null;
        await foreach (RunEvent happened in client.WatchAsync(run.Id, timeout))
        {
            run = (happened as RunChanged)?.Run ?? run;
            if (happened is RunCheckpoint checkpoint)
            {
                checkpoints.Add(checkpoint.Chunk);
                crash ??= service.CrashAsync();
            }
        }

        await crash!;
        CommandRun here = CommandRun.Of(
            "run", At("pool.yaml"), "--paths", $"{Paths}", "--device", "simd", "--json");
        using var json = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(here.Output));
        Assert.Multiple(() =>
        {
            Assert.That(run.State, Is.EqualTo(RunState.Succeeded));
            Assert.That(checkpoints, Is.Ordered.And.Unique);
            Assert.That(checkpoints, Has.Count.GreaterThan(1));
            Assert.That(run.Digest, Is.EqualTo(ResultJson.Read(json).Digest));
        });
    }
}
