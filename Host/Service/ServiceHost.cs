using GpuRisk.Host.Service.Api;
using GpuRisk.Host.Service.Cluster;
using GpuRisk.Host.Service.Dashboard;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Security;
using GpuRisk.Host.Service.Store;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Serilog;

namespace GpuRisk.Host.Service;

/// <summary>Puts the service together.</summary>
internal static class ServiceHost
{
    private const double SlowestRate = 4096;
    private static readonly TimeSpan RateGrace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(20);

    /// <summary>A service that is not started yet.</summary>
    /// <param name="options">How it is set up.</param>
    /// <param name="database">Its store, of this version's form.</param>
    /// <param name="host">This host's name in the store, announced.</param>
    /// <param name="devices">What it simulates on.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logging">Where it logs.</param>
    /// <param name="local">The key of this machine's user.</param>
    public static WebApplication Build(
        ServiceOptions options,
        SqlDatabase database,
        string host,
        DevicePool devices,
        TimeProvider time,
        Serilog.ILogger logging,
        LocalKeyFile local)
    {
        WebApplicationBuilder builder =
            WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls(options.Urls.Split(';'));
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.Services.AddSerilog(logging);
        builder.Services.Configure<HostOptions>(
            host => host.ShutdownTimeout = ShutdownPatience);
        builder.Services.AddRouting();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(options.Limits);
        builder.Services.AddSingleton(options.Retention);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton(devices);
        builder.Services.AddSingleton(local);
        builder.Services.AddSingleton<LoginLink>();
        AddParts(builder.Services, host);
        builder.Services.AddSecurity(options);
        builder.Services.AddTelemetry(options);
        builder.Services.AddDescription();
        return Map(builder.Build());
    }

    private static void Configure(KestrelServerOptions kestrel, ServiceOptions options)
    {
        kestrel.AddServerHeader = false;

        // A body that is somewhat too long is read to its end, so that its sender hears why.
        kestrel.Limits.MaxRequestBodySize = 2 * options.Limits.BodyBytes;
        // Bytes per second: who sends or reads more slowly holds places that others wait for.
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(SlowestRate, RateGrace);
        kestrel.Limits.MinResponseDataRate = new MinDataRate(SlowestRate, RateGrace);
        kestrel.Limits.MaxRequestLineSize = 16 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.MaxConcurrentConnections = options.Limits.EventStreams + 4096;
        if (options.Certificate is { } certificate)
        {
            kestrel.ConfigureHttpsDefaults(https =>
                https.ServerCertificate = certificate.Load());
        }
    }

    private static void AddParts(IServiceCollection services, string host)
    {
        services.AddSingleton<StoreHealth>();
        services.AddSingleton<WriteQueue>();
        services.AddSingleton(provider => new RunStore(
            provider.GetRequiredService<SqlDatabase>(), provider.GetRequiredService<WriteQueue>(),
            host));
        services.AddSingleton<StoreProbe>();
        services.AddSingleton<Retention>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<Telemetry>();
        services.AddSingleton<FairQueue>();
        services.AddSingleton<Backlog>();
        services.AddSingleton<RunPlans>();
        services.AddSingleton<RunJournal>();
        services.AddSingleton<LeaseWork>();
        services.AddSingleton<SelfTest>();
        services.AddSingleton<RunDesk>();
        services.AddSingleton<ClusterNode>();
        services.AddSingleton<RunHelper>();
        services.AddSingleton<NodeReporter>();
        services.AddSingleton<RunTurns>();
        services.AddSingleton<RunExecutor>();
        services.AddSingleton<NodeWatch>();
        services.AddSingleton<ReportMaker>();
        services.AddSingleton<OrderReader>();
        services.AddSingleton<Intake>();
        services.AddSingleton<RunStatuses>();
        services.AddSingleton<SweepStatuses>();
        services.AddSingleton<EventStreams>();
        services.AddSingleton<BodyRoom>();
        services.AddSingleton<ResultPlaces>();
        services.AddSingleton<RunService>();
        services.AddHostedService(provider => provider.GetRequiredService<RunService>());
        services.AddHostedService<Housekeeping>();
    }

    private static WebApplication Map(WebApplication app)
    {
        app.UseHeadRequests();
        app.UseSecurityHeaders();
        app.UseProblemDetails();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapRuns();
        app.MapRunEvents();
        app.MapResults();
        app.MapComparison();
        app.MapSweeps();
        app.MapScenarios();
        app.MapService();
        app.MapHealth();
        app.MapTelemetry();
        app.MapDescription();
        app.MapDashboard();
        LoginLink.Map(app);
        return app;
    }
}
