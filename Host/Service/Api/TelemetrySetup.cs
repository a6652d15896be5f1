using GpuRisk.Host.Runs.Storage;
using GpuRisk.Host.Service.Security;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GpuRisk.Host.Service.Api;

/// <summary>Makes what the service measures readable: <c>/metrics</c> for Prometheus, and OTLP
/// where an address is configured.</summary>
internal static class TelemetrySetup
{
    private const string ServiceName = "gpurisk";

    public static void AddTelemetry(this IServiceCollection services, ServiceOptions options)
    {
        Uri? otlp = options.Otlp is { } address ? new Uri(address) : null;
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                ServiceName, serviceVersion: BuildVersion.Version))
            .WithMetrics(metrics =>
            {
                metrics
                    .AddMeter(Telemetry.Name)
                    .AddMeter("Microsoft.AspNetCore.Hosting")
                    .AddMeter("System.Runtime")
                    .AddPrometheusExporter();
                if (otlp is not null)
                {
                    metrics.AddOtlpExporter(exporter => exporter.Endpoint = otlp);
                }
            })
            .WithTracing(traces =>
            {
                traces.AddSource(Telemetry.Name);
                if (otlp is not null)
                {
                    traces.AddAspNetCoreInstrumentation();
                    traces.AddOtlpExporter(exporter => exporter.Endpoint = otlp);
                }
            });
    }

    public static void MapTelemetry(this IEndpointRouteBuilder routes) => routes
        .MapPrometheusScrapingEndpoint()
        .RequireAuthorization(Scope.Read);
}
