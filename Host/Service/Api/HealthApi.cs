using System.Net;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Store;
using Microsoft.Extensions.Hosting;

namespace GpuRisk.Host.Service.Api;

/// <summary><c>/health</c>: for whatever watches over the process. Needs no key and tells nothing
/// else.</summary>
internal static class HealthApi
{
    /// <summary>Where it is.</summary>
    public const string Path = "health";

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder health = routes.MapGroup(Path).WithTags("Health").AllowAnonymous();
        health.MapGet("/live", () => TypedResults.Text("alive\n"))
            .WithName("GetLive")
            .WithSummary("Whether the process answers");
        health.MapGet("/startup", (RunService service) => service.IsStarted
                ? TypedResults.Text("started\n")
                : Problems.Of(HttpStatusCode.ServiceUnavailable, "The service is starting."))
            .WithName("GetStartup")
            .WithSummary("Whether the service has taken up its work");
        health.MapGet("/ready", Ready)
            .WithName("GetReady")
            .WithSummary("Whether runs can be submitted and are worked on");
    }

    private static async Task<IResult> Ready(
        RunService service, RunExecutor executor, StoreProbe store,
        IHostApplicationLifetime lifetime)
    {
        string? problem =
            lifetime.ApplicationStopping.IsCancellationRequested ? "The service is stopping."
            : !service.IsStarted ? "The service is starting."
            : !executor.IsAlive ? "Nothing works on runs any more."
            : await store.Problem().ConfigureAwait(false);
        return problem is null
            ? TypedResults.Text("ready\n")
            : Problems.Of(HttpStatusCode.ServiceUnavailable, problem);
    }
}
