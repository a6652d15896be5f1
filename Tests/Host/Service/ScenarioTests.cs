using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using GpuRisk.Engine.Planning;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>The library of scenarios, its schema, and checks of scenarios without a run.
/// </summary>
internal sealed class ScenarioTests(StoreKind kind) : ServiceFixture(kind)
{
    private static string Folder => Path.Combine(Library.Root, "Scenarios", "library");

    [Test]
    public async Task Library_HasEveryScenarioWithItsText()
    {
        JsonArray list = (await Caller.Get("/v1/scenarios")).Json.AsArray();
        string[] names = [.. list.Select(entry => (string)entry!["name"]!)];
        var files = Library.Names.ToDictionary(file => Path.GetFileName(file)!);
        Assert.That(names, Is.EquivalentTo(files.Keys));
        Assert.That(names, Does.Contain("quick-start"));
        foreach (JsonNode? entry in list)
        {
            string name = (string)entry!["name"]!;
            Answer text = await Caller.Get($"/v1/scenarios/{Uri.EscapeDataString(name)}");
            string file = Path.Combine(Folder, files[name] + ".yaml");
            Assert.Multiple(() =>
            {
                Assert.That(text.MediaType, Is.EqualTo("application/yaml"));
                Assert.That(text.Text, Is.EqualTo(File.ReadAllText(file)));
                Assert.That(
                    text.Text, Does.Contain($"kernel: {(string)entry["kernel"]!}"));
                Assert.That((string)entry["description"]!, Is.Not.Empty);
                Assert.That(
                    entry["needsFiles"]!.AsArray().Select(needed => (string)needed!),
                    Is.All.Matches<string>(needed => File.Exists($"{Folder}/{needed}")));
            });
        }
    }

    [Test]
    public async Task Library_EveryScenario_CanBeValidated()
    {
        foreach (JsonNode? entry in (await Caller.Get("/v1/scenarios")).Json.AsArray())
        {
            string name = (string)entry!["name"]!;
            Answer text = await Caller.Get($"/v1/scenarios/{Uri.EscapeDataString(name)}");
            Answer check = await Caller.Post("/v1/validate", text.Text);
            bool isAlone = entry["needsFiles"]!.AsArray().Count == 0;
            Assert.That((bool)check.Json["valid"]!, Is.EqualTo(isAlone), check.ToString());
        }
    }

    [Test]
    public async Task Validate_GoodScenario_TellsWhatItWouldRun()
    {
        string yaml = SmallScenarios.Pool(seed: 77);
        JsonNode check = (await Caller.Post("/v1/validate?set=paths%3D123", yaml)).Json;
        Plan plan = Truth.PlanOf(yaml, "paths=123");
        Assert.Multiple(() =>
        {
            Assert.That((bool)check["valid"]!, Is.True);
            Assert.That((string)check["scenario"]!, Is.EqualTo("small"));
            Assert.That((string)check["kernel"]!, Is.EqualTo("impermanent-loss"));
            Assert.That((string)check["hash"]!, Is.EqualTo(plan.Hash));
            Assert.That((long)check["paths"]!, Is.EqualTo(123));
            Assert.That((int)check["steps"]!, Is.EqualTo(48));
            Assert.That((int)check["seed"]!, Is.EqualTo(77));
            Assert.That(
                check["metrics"]!.AsArray().Select(metric => (string)metric!),
                Does.Contain("full.net").And.Contain("ETH.price"));
            Assert.That(check["errors"]!.AsArray(), Is.Empty);
        });
    }

    [Test]
    public async Task Validate_BadScenario_TellsAllErrorsAndIsNoError()
    {
        string yaml = SmallScenarios.Pool()
            .Replace("price: 2000", "price: -1", StringComparison.Ordinal)
            .Replace("pool: v2", "pool: v3", StringComparison.Ordinal);
        Answer answer = await Caller.Post("/v1/validate", yaml);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((bool)answer.Json["valid"]!, Is.False);
            Assert.That(answer.Json["hash"], Is.Null);
            Assert.That(answer.Errors, Is.Not.Empty);
            Assert.That(answer.Errors.Select(error => (int)error["line"]!), Is.All.Positive);
        });
    }

    [Test]
    public async Task Answers_ForAScenarioThatCannotBeComputed_TellTheReasonAlone()
    {
        string yaml = SmallScenarios.Pool()
            .Replace("horizon: 2d", "horizon: 3650d", StringComparison.Ordinal)
            .Replace("step: 1h", "step: 1d", StringComparison.Ordinal)
            .Replace("drift: 0", "drift: 20", StringComparison.Ordinal);
        Answer run = await Caller.Post("/v1/runs", yaml);
        Answer sweep = await Caller.Post("/v1/sweeps?vary=paths=1,2", yaml);
        Assert.Multiple(() =>
        {
            Assert.That((int)run.Status, Is.EqualTo(422));
            Assert.That((int)sweep.Status, Is.EqualTo(422));
            Assert.That(
                run.Errors.Concat(sweep.Errors).Select(error => (string)error["message"]!),
                Is.All.StartsWith("the scenario small cannot be simulated: "));
        });
    }

    [Test]
    public async Task Validate_LeavesNoRun()
    {
        await Caller.Post("/v1/validate", SmallScenarios.Pool(name: "only-checked"));
        JsonNode list = (await Caller.Get("/v1/runs?scenario=only-checked")).Json;
        Assert.That(list["runs"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Schema_IsTheScenarios()
    {
        Answer answer = await Caller.Get("/v1/scenarios/schema");
        using JsonDocument schema = JsonDocument.Parse(answer.Bytes);
        Assert.Multiple(() =>
        {
            Assert.That(answer.MediaType, Is.EqualTo("application/schema+json"));
            Assert.That(
                schema.RootElement.GetProperty("oneOf").EnumerateArray().Select(kind => kind
                    .GetProperty("properties").GetProperty("kernel").GetProperty("const")
                    .GetString()),
                Is.EquivalentTo(
                    new[] { "impermanent-loss", "liquidation", "depeg", "market" }));
        });
    }

    [Test]
    public async Task Scenario_ThatIsNot_IsNotFound()
    {
        foreach (string name in (string[])["none", "..%2f..%2fetc%2fpasswd", "quick-start.yaml"])
        {
            Answer answer = await Caller.Get("/v1/scenarios/" + name);
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound), name);
        }
    }
}
