using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using GpuRisk.Host.Service;
using GpuRisk.Host.Service.Cluster;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Cluster;

/// <summary>Hosts that know each other by certificates.</summary>
[TestFixture]
[Category("Slow")]
internal sealed class ClusterTlsTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("gpurisk-tls-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task Nodes_OfOneAuthority_ShareRuns_AndOthersDoNot()
    {
        ClusterOptions ours = Certificates("ours");
        ClusterOptions theirs = Certificates("theirs");
        await using Nodes nodes = await Nodes.Start(
            2, options => options with { Cluster = ours }, ThrottledDevice.OfSeconds);
        RunningService stranger = await nodes.Add(
            options => options with { Cluster = theirs }, ThrottledDevice.OfSeconds);
        string yaml = SmallScenarios.LongPool(paths: 600_000);
        string id = await nodes[0].Anybody.Submit(yaml);
        JsonNode run = await nodes[0].Anybody.Finished(id);
        Assert.Multiple(() =>
        {
            Assert.That((string?)run["digest"], Is.EqualTo(Truth.Digest(yaml)));
            Assert.That(
                nodes[0].Part<RunHelper>().Paths + nodes[1].Part<RunHelper>().Paths,
                Is.Positive);
            Assert.That(stranger.Part<RunHelper>().Paths, Is.Zero);
            Assert.That(stranger.Part<ClusterNode>().Silo, Is.Null);
        });
    }

    // An authority of its own, and a certificate that it has signed.
    private ClusterOptions Certificates(string name)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest(
            $"CN=authority of {name}", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(true, false, 0, true));
        DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(-1);
        DateTimeOffset to = DateTimeOffset.UtcNow.AddDays(2);
        using X509Certificate2 root = authority.CreateSelfSigned(from, to);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var node = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName(name);
        node.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = node.Create(
            root, from, to.AddDays(-1), RandomNumberGenerator.GetBytes(8));
        return new ClusterOptions
        {
            Certificate = new CertificateOptions
            {
                Path = Write($"{name}.pem", certificate.ExportCertificatePem()),
                Key = Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()),
            },
            Authority = Write($"{name}.authority.pem", root.ExportCertificatePem()),
        };
    }

    private string Write(string name, string pem)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, pem);
        return path;
    }
}
