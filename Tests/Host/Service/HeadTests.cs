using System.Net;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>HEAD tells of what GET would send, and sends nothing.</summary>
internal sealed class HeadTests(StoreKind kind) : ServiceFixture(kind)
{
    [TestCase("/")]
    [TestCase("/health/ready")]
    [TestCase("/metrics")]
    [TestCase("/openapi/v1.json")]
    [TestCase("/v1/runs")]
    [TestCase("/v1/runs?limit=never")]
    [TestCase("/v1/runs/0123456789abcdef0123456789abcdef")]
    [TestCase("/v1/scenarios/schema")]
    public async Task Head_HasTheStatusAndTypeOfGet(string path)
    {
        Answer get = await Caller.Get(path);
        Answer head = await Caller.Send(HttpMethod.Head, path, null);
        Assert.Multiple(() =>
        {
            Assert.That(head.Status, Is.EqualTo(get.Status));
            Assert.That(head.MediaType, Is.EqualTo(get.MediaType));
            Assert.That(head.Header("ETag"), Is.EqualTo(get.Header("ETag")));
            Assert.That(head.Bytes, Is.Empty);
        });
    }

    [Test]
    public async Task Head_OfAResult_HasItsTag()
    {
        string links = (string)(await Caller.Run(SmallScenarios.Pool(paths: 5)))["links"]!["result"]!;
        Answer get = await Caller.Get(links);
        Answer head = await Caller.Send(HttpMethod.Head, links, null);
        Assert.That(head.Header("ETag"), Is.Not.Null.And.EqualTo(get.Header("ETag")));
    }

    [TestCase("/v1/validate", "POST")]
    [TestCase("/v1/runs/0123456789abcdef0123456789abcdef/events", "GET")]
    [TestCase("/v1/runs/0123456789abcdef0123456789abcdef/EVENTS/", "GET")]
    public async Task Head_OfWhatHasNone_IsNotAllowed(string path, string allowed)
    {
        Answer head = await Caller.Send(HttpMethod.Head, path, null);
        Assert.Multiple(() =>
        {
            Assert.That(head.Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
            Assert.That(head.Header("Allow"), Is.EqualTo(allowed));
        });
    }

    [Test]
    public async Task Head_WithoutTheKeyThatGetNeeds_IsRefused()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        service.With("somebody", "read");
        Answer head = await service.Anybody.Send(HttpMethod.Head, "/v1/runs", null);
        Assert.That(head.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }
}
