using GpuRisk.Host.Service.Security;
using Microsoft.IdentityModel.Protocols;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Security;

/// <summary>When an issuer of tokens is asked for its keys.</summary>
internal sealed class IssuerKeysTests
{
    private readonly AdjustableTime _time = new();
    private Issuer _issuer = null!;
    private IssuerKeys _keys = null!;

    [SetUp]
    public void Make()
    {
        _issuer = new Issuer();
        _keys = new IssuerKeys("http://issuer/config", _issuer, _time);
    }

    [TearDown]
    public void Delete() => _keys.Dispose();

    [TestCase(0)]
    [TestCase(-8)]
    [TestCase(100)]
    public async Task Issuer_IsAskedAgain_HalfAMinuteAfterAKeyWasNotKnown(int days)
    {
        await Asked();
        _time.Set(TimeSpan.FromDays(days));
        _keys.RequestRefresh();
        int soon = await Asked();
        _time.Advance(TimeSpan.FromSeconds(31));
        int later = await Asked();
        _time.Advance(TimeSpan.FromHours(11));
        int known = await Asked();
        _time.Advance(TimeSpan.FromHours(2));
        Assert.That(
            new[] { soon, later, known, await Asked() }, Is.EqualTo(new[] { 1, 2, 2, 3 }));
    }

    [Test]
    public async Task Issuer_ThatDoesNotAnswer_LeavesWhatIsKnown()
    {
        await Asked();
        _issuer.IsThere = false;
        _time.Advance(TimeSpan.FromDays(1));
        Assert.That((await _keys.GetConfigurationAsync(default)).Issuer, Is.EqualTo("me"));
        _issuer.IsThere = true;
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.That(await Asked(), Is.EqualTo(3));
    }

    private async Task<int> Asked()
    {
        await _keys.GetConfigurationAsync(default);
        return _issuer.Asked;
    }

    private sealed class Issuer : IDocumentRetriever
    {
        public bool IsThere { get; set; } = true;

        public int Asked { get; private set; }

        public Task<string> GetDocumentAsync(string address, CancellationToken cancel)
        {
            bool isConfiguration = address.EndsWith("config", StringComparison.Ordinal);
            Asked += isConfiguration ? 1 : 0;
            return !IsThere
                ? Task.FromException<string>(new IOException("nobody answers"))
                : Task.FromResult(isConfiguration
                    ? """{ "issuer": "me", "jwks_uri": "http://issuer/keys" }"""
                    : """{ "keys": [] }""");
        }
    }
}
