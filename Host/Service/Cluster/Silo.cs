using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using GpuRisk.Host.Runs.Storage;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Runtime.Placement;

namespace GpuRisk.Host.Service.Cluster;

/// <summary>This host's part of the cluster: an Orleans silo in a container of its own, so that it
/// can end and begin again while the service goes on.</summary>
internal sealed class Silo : IAsyncDisposable
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RefreshTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(5);
    private const int MissedProbes = 3;

    private readonly IHost _host;
    private readonly Fate _fate = new();
    private readonly SqlMembership _members;

    private Silo(ServiceOptions options, SqlMembership members, string name, RunDesk desk)
    {
        _members = members;
        HostApplicationBuilder builder =
            Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => Configure(silo, options.Cluster, name));
        builder.Services.AddSingleton<IMembershipTable>(members);
        builder.Services.AddSingleton<IFatalErrorHandler>(_fate);
        builder.Services.AddSingleton(desk);
        _host = builder.Build();
    }

    /// <summary>Whether the others take it for dead: it does nothing any more.</summary>
    public bool HasFallen => _fate.HasFallen;

    /// <summary>Joins the cluster of those that share a store and have this version.</summary>
    /// <param name="options">How the service is set up.</param>
    /// <param name="database">The store.</param>
    /// <param name="name">This host's name in the store.</param>
    /// <param name="desk">Where others take paths of this host's runs.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public static async Task<Silo> Join(
        ServiceOptions options, Store.SqlDatabase database, string name, RunDesk desk,
        CancellationToken cancellation)
    {
        var members = new SqlMembership(database, NameOf(options.Cluster));
        await members.InitializeMembershipTable(true).ConfigureAwait(false);
        await members.Bury().ConfigureAwait(false);
        var silo = new Silo(options, members, name, desk);
        try
        {
            await silo._host.StartAsync(cancellation).ConfigureAwait(false);
            return silo;
        }
        catch
        {
            silo._host.Dispose();
            throw;
        }
    }

    /// <summary>Says that nodes are dead whose hosts are.</summary>
    public Task Bury() => _members.Bury();

    /// <summary>A run that another host holds; null where that one is not in the cluster.</summary>
    public IRunGrain? Run(string id, string holder)
    {
        IServiceProvider services = _host.Services;
        ClusterMember? member = services.GetRequiredService<IClusterMembershipService>()
            .CurrentSnapshot.Members.Values.FirstOrDefault(
                member => member.Name == holder && member.Status == SiloStatus.Active);
        if (member is null)
        {
            return null;
        }

        // Where it is made, should it not be anywhere.
        RequestContext.Set(IPlacementDirector.PlacementHintKey, member.SiloAddress);
        return services.GetRequiredService<IGrainFactory>().GetGrain<IRunGrain>(id);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(ResponseTimeout);
        try
        {
            await _host.StopAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is OrleansException or OperationCanceledException)
        {
            // The others see that it is gone.
        }

        _host.Dispose();
    }

    // Hosts of unlike versions have clusters of their own, and so do machines that listen to
    // themselves only.
    private static string NameOf(ClusterOptions cluster)
    {
        string place = cluster.IsLoopback ? Environment.MachineName : "network";
        return $"{BuildVersion.Full}@{place}";
    }

    private static void Configure(ISiloBuilder silo, ClusterOptions cluster, string name)
    {
        var address = IPAddress.Parse(cluster.Address);
        int port = cluster.Port > 0 ? cluster.Port : FreePort(address);
        silo.ConfigureEndpoints(address, port, gatewayPort: 0);
        silo.Configure<Orleans.Configuration.ClusterOptions>(options =>
            options.ClusterId = options.ServiceId = NameOf(cluster));
        silo.Configure<SiloOptions>(options => options.SiloName = name);
        silo.Configure<SiloMessagingOptions>(options =>
            options.ResponseTimeout = options.SystemResponseTimeout = ResponseTimeout);
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = ProbeTimeout;
            options.NumMissedProbesLimit = MissedProbes;
            options.TableRefreshTimeout = RefreshTimeout;
        });
        if (cluster.Certificate is { } files)
        {
            X509Certificate2 certificate = files.Load();
            X509Certificate2 authority =
                X509CertificateLoader.LoadCertificateFromFile(cluster.Authority!);
            silo.UseTls(certificate, tls =>
            {
                tls.OnAuthenticateAsClient = (_, client) =>
                    client.TargetHost = certificate.GetNameInfo(X509NameType.DnsName, false);
                tls.RemoteCertificateMode =
                    Orleans.Connections.Security.RemoteCertificateMode.RequireCertificate;
                tls.ClientCertificateMode =
                    Orleans.Connections.Security.RemoteCertificateMode.RequireCertificate;
                tls.RemoteCertificateValidation = (remote, _, _) => IsOf(authority, remote);
            });
        }
    }

    // Whoever has a certificate of the authority is one of us, under whatever name.
    private static bool IsOf(X509Certificate2 authority, X509Certificate2 remote)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(remote);
    }

    private static int FreePort(IPAddress address)
    {
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Orleans would end the process.
    private sealed class Fate : IFatalErrorHandler
    {
        public volatile bool HasFallen;

        public bool IsUnexpected(Exception exception) => true;

        public void OnFatalException(
            object? sender, string? context, Exception? exception) =>
            HasFallen = true;
    }
}
