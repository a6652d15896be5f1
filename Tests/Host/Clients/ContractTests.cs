using System.Text.Json;
using GpuRisk.Client;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Clients;

/// <summary>The records of the contract are written as it says.</summary>
internal sealed class ContractTests : HostFixture
{
    [Test]
    public void RunStatus_IsWrittenInCamelCaseWithNulls()
    {
        using var json = JsonDocument.Parse(SampleRun.JsonIn(RunState.Queued));
        Assert.Multiple(() =>
        {
            Assert.That(
                json.RootElement.EnumerateObject().Select(property => property.Name),
                Is.EquivalentTo(new[]
                {
                    "id", "state", "scenario", "kernel", "owner", "paths", "pathsDone", "steps",
                    "seed", "precision", "priority", "created", "started", "finished", "deadline",
                    "pathsPerSecond", "secondsLeft", "queuePosition", "estimates", "fromStore",
                    "digest", "reason", "error", "warnings", "sweep", "links",
                }));
            Assert.That(json.RootElement.GetProperty("state").GetString(), Is.EqualTo("queued"));
            Assert.That(
                json.RootElement.GetProperty("precision").GetString(), Is.EqualTo("float32"));
            Assert.That(
                json.RootElement.GetProperty("seed").GetRawText(),
                Is.EqualTo("18446744073709551615"));
            Assert.That(
                json.RootElement.GetProperty("digest").ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [TestCase(RunReason.ScenarioChanged, "\"scenario-changed\"")]
    [TestCase(RunReason.RunTime, "\"run-time\"")]
    public void Reasons_AreWrittenWithHyphens(RunReason reason, string expected) =>
        Assert.That(
            JsonSerializer.Serialize(
                SampleRun.In(RunState.Failed) with { Reason = reason },
                ClientJson.Default.RunStatus),
            Does.Contain($"\"reason\":{expected}"));

    [Test]
    public void Metrics_OfASweep_AreThoseOfAResult()
    {
        CommandRun run = CommandRun.Of(
            "run", At("pool.yaml"), "--device", "simd", "--paths", "200", "--json");
        using var result = JsonDocument.Parse(run.Output);
        JsonElement metric = result.RootElement.GetProperty("metrics").GetProperty("full.net");
        MetricFigures figures = metric.Deserialize(ClientJson.Default.MetricFigures)!;
        Assert.That(
            JsonElement.DeepEquals(
                JsonSerializer.SerializeToElement(figures, ClientJson.Default.MetricFigures),
                metric));
    }
}
