using System.Text;
using System.Text.Json;
using GpuRisk.Client;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Clients;

/// <summary>The client reads all that a real service tells.</summary>
internal sealed class LiveServiceTests : HostFixture
{
    private ServiceProcess _service = null!;
    private GpuRiskClient _client = null!;

    private string Text => File.ReadAllText(At("pool.yaml"));

    [OneTimeSetUp]
    public async Task StartService()
    {
        _service = await ServiceProcess.StartAsync();
        _client = _service.Client();
    }

    [OneTimeTearDown]
    public void StopService()
    {
        _client?.Dispose();
        _service?.Dispose();
    }

    [Test]
    public async Task Run_LeavesAResultInEveryFormat()
    {
        RunStatus submitted = await _client.SubmitAsync(
            Text, new SubmitOptions { Paths = 3000, Settings = ["seed=11"] });
        List<RunEvent> events = [];
        await foreach (RunEvent happened in _client.WatchAsync(submitted.Id))
        {
            events.Add(happened);
        }

        RunStatus run = ((RunChanged)events[^1]).Run;
        using JsonDocument result = await _client.ResultAsync(run.Id);
        using JsonDocument manifest = await _client.ManifestAsync(run.Id);
        using JsonDocument report = await _client.ReportDataAsync(run.Id);
        byte[] arrow = await _client.ResultAsync(run.Id, ResultFormat.Arrow);
        byte[] parquet = await _client.ResultAsync(run.Id, ResultFormat.Parquet);
        byte[] csv = await _client.ResultAsync(run.Id, ResultFormat.Csv);
        await using Stream stream = await _client.OpenResultAsync(run.Id, ResultFormat.Csv);
        string streamed = await new StreamReader(stream).ReadToEndAsync();
        Assert.Multiple(() =>
        {
            Assert.That(run.State, Is.EqualTo(RunState.Succeeded));
            Assert.That((run.Paths, run.PathsDone, run.Seed), Is.EqualTo((3000L, 3000L, 11UL)));
            Assert.That(events, Has.Some.TypeOf<RunCheckpoint>());
            Assert.That(
                result.RootElement.GetProperty("digest").GetString(), Is.EqualTo(run.Digest));
            Assert.That(
                manifest.RootElement.GetProperty("digest").GetString(), Is.EqualTo(run.Digest));
            Assert.That(
                report.RootElement.GetProperty("headline")[0].GetString(),
                Is.EqualTo("full.netVersusHold"));
            Assert.That(Encoding.ASCII.GetString(arrow, 0, 6), Is.EqualTo("ARROW1"));
            Assert.That(Encoding.ASCII.GetString(parquet, 0, 4), Is.EqualTo("PAR1"));
            Assert.That(Encoding.UTF8.GetString(csv), Does.Contain("full.netVersusHold"));
            Assert.That(streamed, Is.EqualTo(Encoding.UTF8.GetString(csv)));
        });
        Assert.That(await _client.ReportAsync(run.Id), Does.Contain("<html"));
        Assert.That(await _client.ScenarioAsync(run.Id), Is.EqualTo(Text));
    }

    [Test]
    public async Task Runs_ThatDiffer_AreCompared()
    {
        RunStatus first = await Done("assets.ETH.process.volatility=0.4");
        RunStatus second = await Done("assets.ETH.process.volatility=0.9");
        RunComparison comparison = await _client.CompareAsync(first.Id, second.Id);
        KeyChange change = comparison.Changed.Single(
            changed => changed.Key == "assets.ETH.process.volatility");
        MetricDifference price =
            comparison.Metrics.Single(metric => metric.Name == "full.impermanentLoss");
        Assert.Multiple(() =>
        {
            Assert.That((change.Before, change.After), Is.EqualTo(("0.4", "0.9")));
            Assert.That(
                price.Difference, Is.EqualTo(price.B.Mean - price.A.Mean).Within(1e-12));
        });
    }

    [Test]
    public async Task Sweep_HasFiguresForEachValue()
    {
        SweepStatus submitted = await _client.SweepAsync(Text, new SweepOptions
        {
            Vary = ["assets.ETH.process.volatility=0.2:0.8:3"],
            Metrics = ["full.net"],
            Paths = 500,
        });
        SweepStatus sweep = await _client.WaitSweepAsync(submitted.Id);
        int runs = await _client.ListAsync(new ListOptions { Sweep = sweep.Id }).CountAsync();
        Assert.Multiple(() =>
        {
            Assert.That((sweep.Combinations, sweep.Done, sweep.Failed), Is.EqualTo((3, 3, 0)));
            Assert.That(
                sweep.Rows.Select(row => row.Metrics["full.net"].StandardDeviation),
                Is.Ordered.Ascending);
            Assert.That(runs, Is.EqualTo(3));
        });
    }

    [Test]
    public async Task Service_TellsAboutItself()
    {
        ServiceAbout about = await _client.AboutAsync();
        QueueStatus queue = await _client.QueueAsync();
        IReadOnlyList<DeviceStatus> devices = await _client.DevicesAsync();
        IReadOnlyList<LibraryScenario> library = await _client.LibraryAsync();
        Validation valid = await _client.ValidateAsync(Text, ["paths=5"]);
        Validation invalid = await _client.ValidateAsync("scenario: x");
        await Done("seed=3");
        IReadOnlyList<AuditEntry> audit = await _client.AuditAsync(10);
        Assert.Multiple(() =>
        {
            Assert.That(about.Authentication, Is.EqualTo(AuthenticationKind.None));
            Assert.That(about.Limits.Paths, Is.Positive);
            Assert.That(queue.Limit, Is.Positive);
            Assert.That(devices.Any(device => device.InUse));
            Assert.That(library.Select(known => known.Name), Does.Contain("quick-start"));
            Assert.That(valid.Paths, Is.EqualTo(5));
            Assert.That(valid.Metrics, Does.Contain("full.net"));
            Assert.That(invalid.Errors, Is.Not.Empty);
            Assert.That(audit, Is.Not.Empty);
        });
        Assert.That(
            await _client.LibraryScenarioAsync("quick-start"),
            Does.Contain("scenario: quick-start"));
    }

    private async Task<RunStatus> Done(string setting)
    {
        RunStatus run = await _client.SubmitAsync(
            Text, new SubmitOptions { Paths = 500, Settings = [setting] });
        run = await _client.WaitAsync(run.Id);
        Assert.That(run.State, Is.EqualTo(RunState.Succeeded), run.Error);
        return run;
    }
}
