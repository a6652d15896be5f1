using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GpuRisk.Host.Service;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Security;

/// <summary>JSON web tokens of an issuer that the service trusts, and others.</summary>
internal sealed class TokenTests(StoreKind kind) : ServiceFixture(kind)
{
    private readonly TokenIssuer _issuer = new();

    [OneTimeTearDown]
    public void StopIssuer() => _issuer.Dispose();

    protected override ServiceOptions Change(ServiceOptions options) => options with
    {
        Jwt = new TokenOptions { Authority = _issuer.Address, Audience = "gpurisk" },
    };

    [Test]
    public async Task Token_OfTheIssuer_SaysWhoAndWhat()
    {
        ServiceCaller carol = With(_issuer.Token());
        Answer about = await carol.Get("/v1/about");
        JsonNode run = await carol.Run(SmallScenarios.Pool());
        Answer audit = await carol.Get("/v1/audit");
        Assert.Multiple(() =>
        {
            Assert.That((string)about.Json["owner"]!, Is.EqualTo("carol"));
            Assert.That((string)about.Json["authentication"]!, Is.EqualTo("jwt"));
            Assert.That(
                about.Json["scopes"]!.AsArray().Select(scope => (string)scope!),
                Is.EqualTo(new[] { "run" }));
            Assert.That((string)run["owner"]!, Is.EqualTo("carol"));
            Assert.That(audit.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        });
    }

    [TestCase("auth0|5f7c8ec7c33c6c004bbafe82")]
    [TestCase("Zoë Ärger, 日本")]
    [TestCase("CN=x, O=y")]
    public async Task Token_OfAnyPrintableName_IsTaken(string name)
    {
        Answer about = await With(_issuer.Token(claims => claims["sub"] = name)).Get("/v1/about");
        Assert.That((string)about.Json["owner"]!, Is.EqualTo(name));
    }

    [Test]
    public async Task Token_WithScopesAsAList_IsTheSame()
    {
        ServiceCaller admin = With(_issuer.Token(
            claims => claims["scope"] = new JsonArray("read", "admin")));
        Answer audit = await admin.Get("/v1/audit");
        Assert.That(audit.Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Token_WithoutScopes_AllowsNothing()
    {
        foreach (string scope in (string[])["", "openid", "Run", "runs", "gpurisk:run"])
        {
            Answer answer = await With(_issuer.Token(claims => claims["scope"] = scope))
                .Get("/v1/runs");
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Forbidden), scope);
        }
    }

    [Test]
    public async Task Token_ThatIsNotGood_IsRefused()
    {
        using RSA other = RSA.Create(2048);
        long past = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds();
        string good = _issuer.Token();
        string[] parts = good.Split('.');
        Dictionary<string, string> bad = new()
        {
            ["of another audience"] = _issuer.Token(claims => claims["aud"] = "other"),
            ["of another issuer"] = _issuer.Token(claims => claims["iss"] = "http://evil.example"),
            ["expired"] = _issuer.Token(claims => claims["exp"] = past),
            ["without an end"] = _issuer.Token(claims => claims.Remove("exp")),
            ["not valid yet"] = _issuer.Token(claims =>
            {
                claims["nbf"] = past + 7200;
                claims["exp"] = past + 9000;
            }),
            ["of another key"] = _issuer.Token(signer: other),
            ["unsigned"] = _issuer.Unsigned(),
            ["of nobody"] = _issuer.Token(claims => claims.Remove("sub")),
            ["of a blank name"] = _issuer.Token(claims => claims["sub"] = " "),
            ["of an endless name"] =
                _issuer.Token(claims => claims["sub"] = new string('a', 20_000)),
            ["of a long name"] = _issuer.Token(claims => claims["sub"] = new string('a', 257)),
            ["of a name with a line break"] = _issuer.Token(claims => claims["sub"] = "a\nb"),
            ["of a name with an escape"] = _issuer.Token(claims => claims["sub"] = "a\u001b[2Jb"),
            ["of a name with C1 signs"] = _issuer.Token(claims => claims["sub"] = "a\u009b31mb"),
            ["of a name that turns round"] = _issuer.Token(claims => claims["sub"] = "a\u202eb"),
            ["of a name with a separator"] = _issuer.Token(claims => claims["sub"] = "a\u2028b"),
            ["changed"] = parts[0] + "." + _issuer.Unsigned().Split('.')[1] + "." + parts[2],
            ["cut"] = good[..^10],
        };
        foreach ((string what, string token) in bad)
        {
            Answer answer = await With(token).Get("/v1/runs");
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Unauthorized), what);
            Assert.That(answer.MediaType, Is.EqualTo("application/problem+json"), what);
        }

        Assert.That((await With(good).Get("/v1/runs")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Token_WithTheServicesOwnClaims_GainsNothingByThem()
    {
        ServiceCaller mallory = With(_issuer.Token(claims =>
        {
            claims["gpurisk:owner"] = "carol";
            claims["gpurisk:scope"] = "admin";
            claims["gpurisk:key"] = "somebodys";
            claims["sub"] = "mallory";
        }));
        Answer about = await mallory.Get("/v1/about");
        Answer audit = await mallory.Get("/v1/audit");
        Assert.Multiple(() =>
        {
            Assert.That((string)about.Json["owner"]!, Is.EqualTo("mallory"));
            Assert.That(
                about.Json["scopes"]!.AsArray().Select(scope => (string)scope!),
                Is.EqualTo(new[] { "run" }));
            Assert.That(audit.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        });
    }

    [Test]
    public async Task Loopback_WhereTokensAreConfigured_NeedsOneToo()
    {
        Answer answer = await Caller.Get("/v1/runs");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Keys_BesideTokens_AreTakenToo()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        Answer about = await service.With("alice", "read").Get("/v1/about");
        Answer wrong = await new ServiceCaller(service.Http, "gpurisk_000000000000_x")
            .Get("/v1/about");
        Assert.Multiple(() =>
        {
            Assert.That((string)about.Json["authentication"]!, Is.EqualTo("key"));
            Assert.That(wrong.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        });
    }

    private ServiceCaller With(string token) => new(Service.Http, token);
}
