using System.Net;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>A request that is sent again under its Idempotency-Key makes no second run.</summary>
internal sealed class IdempotencyTests(StoreKind kind) : ServiceFixture(kind)
{
    [Test]
    public async Task Submit_SameKeyAgain_IsTheSameRun()
    {
        string yaml = SmallScenarios.Pool();
        Answer first = await Submit(yaml, "again");
        await Caller.Finished((string)first.Json["id"]!);
        Answer second = await Submit(yaml, "again");
        Assert.Multiple(() =>
        {
            Assert.That(second.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((string)second.Json["id"]!, Is.EqualTo((string)first.Json["id"]!));
            Assert.That((bool)second.Json["fromStore"]!, Is.False);
            Assert.That(
                second.Header("Location"), Is.EqualTo($"/v1/runs/{first.Json["id"]}"));
        });
    }

    [TestCase("", "paths=499")]
    [TestCase("", "seed=2")]
    [TestCase("", "precision=float64")]
    [TestCase("", "priority=3")]
    [TestCase("", "deadlineSeconds=99")]
    [TestCase("", "set=pools.v2.fee%3D0.01")]
    [TestCase("# another text\n", "")]
    public async Task Submit_SameKeyForSomethingElse_IsAConflict(string before, string query)
    {
        string yaml = SmallScenarios.Pool();
        string key = Guid.NewGuid().ToString();
        await Submit(yaml, key);
        Answer other = await Submit(before + yaml, key, query);
        Assert.Multiple(() =>
        {
            Assert.That(other.Status, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(other.MediaType, Is.EqualTo("application/problem+json"));
            Assert.That((string)other.Json["detail"]!, Does.Contain("Idempotency-Key"));
        });
    }

    [Test]
    public async Task Submit_SameKeyManyTimesAtOnce_IsOneRun()
    {
        string yaml = SmallScenarios.Pool(name: "at-once");
        Answer[] answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Submit(yaml, "at-once")));
        Answer list = await Caller.Get("/v1/runs?scenario=at-once");
        Assert.Multiple(() =>
        {
            Assert.That(
                answers.Select(answer => (int)answer.Status), Is.All.AnyOf(200, 202));
            Assert.That(
                answers.Select(answer => (string)answer.Json["id"]!).Distinct().Count(),
                Is.EqualTo(1));
            Assert.That(list.Json["runs"]!.AsArray(), Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task Submit_KeyOfAnotherOwner_IsAnotherRun()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        string yaml = SmallScenarios.Pool();
        (string, string) header = ("Idempotency-Key", "mine");
        Answer a = await service.With("a", "run").Post("/v1/runs", yaml, headers: header);
        Answer b = await service.With("b", "run").Post("/v1/runs", yaml, headers: header);
        Assert.Multiple(() =>
        {
            Assert.That((string)a.Json["owner"]!, Is.EqualTo("a"));
            Assert.That((string)b.Json["owner"]!, Is.EqualTo("b"));
            Assert.That((string)b.Json["id"]!, Is.Not.EqualTo((string)a.Json["id"]!));
        });
    }

    [TestCase(201)]
    [TestCase(0)]
    public async Task Submit_KeyOfWrongLength_IsRefused(int length)
    {
        Answer answer = await Submit(SmallScenarios.Pool(), new string('k', length));
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That((string)answer.Errors[0]["key"]!, Is.EqualTo("Idempotency-Key"));
        });
    }

    [Test]
    public async Task SubmitSweep_SameKeyAgain_IsTheSameSweep()
    {
        string yaml = SmallScenarios.Pool();
        Answer first = await Sweep(yaml, "vary=paths=300,301");
        Answer same = await Sweep(yaml, "vary=paths=300,301");
        Answer other = await Sweep(yaml, "vary=paths=300,302");
        Assert.Multiple(() =>
        {
            Assert.That((string)same.Json["id"]!, Is.EqualTo((string)first.Json["id"]!));
            Assert.That(same.Json["rows"]!.AsArray(), Has.Count.EqualTo(2));
            Assert.That(other.Status, Is.EqualTo(HttpStatusCode.Conflict));
        });
    }

    private Task<Answer> Submit(string yaml, string key, string query = "") => Caller.Post(
        $"/v1/runs?{query}", yaml, headers: ("Idempotency-Key", key));

    private Task<Answer> Sweep(string yaml, string query) => Caller.Post(
        $"/v1/sweeps?{query}", yaml, headers: ("Idempotency-Key", "sweep"));
}
