using GpuRisk.Client;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Security;
using GpuRisk.Host.Service.Store;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GpuRisk.Host.Service.Api;

/// <summary>What the service is and does: devices, queue, limits, audit log.</summary>
internal static class ServiceApi
{
    private const int MostAudited = 1000;
    private const int UsuallyAudited = 100;

    public static void MapService(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1").WithTags("Service");
        group.MapGet("/devices", async (DevicePool devices) => TypedResults.Json(
                await devices.Status().ConfigureAwait(false),
                ClientJson.Default.IReadOnlyListDeviceStatus))
            .RequireAuthorization(Scope.Read)
            .WithName("ListDevices")
            .WithSummary("The devices and their load")
            .Produces<IReadOnlyList<DeviceStatus>>()
            .WithProblems();
        group.MapGet("/nodes", (NodeWatch nodes) => TypedResults.Json(
                nodes.Nodes, ClientJson.Default.IReadOnlyListNodeStatus))
            .RequireAuthorization(Scope.Read)
            .WithName("ListNodes")
            .WithSummary("The hosts that share the queue, and whether they move")
            .Produces<IReadOnlyList<NodeStatus>>()
            .WithProblems();
        group.MapGet("/queue", Queue)
            .RequireAuthorization(Scope.Read)
            .WithName("GetQueue")
            .WithSummary("How many runs wait, and how the owners share the devices")
            .Produces<QueueStatus>()
            .WithProblems();
        group.MapGet("/about", About)
            .RequireAuthorization(Scope.Read)
            .WithName("GetAbout")
            .WithSummary("The version, the limits, and who you are")
            .Produces<ServiceAbout>()
            .WithProblems();
        group.MapGet("/audit", Audit)
            .RequireAuthorization(Scope.Admin)
            .WithName("GetAuditLog")
            .WithSummary("Who did what, the newest first")
            .Produces<IReadOnlyList<AuditEntry>>()
            .WithProblems(400);
    }

    private static JsonHttpResult<QueueStatus> Queue(
        HttpContext context, FairQueue queue, Backlog backlog, ServiceOptions options)
    {
        var caller = Caller.Of(context);
        IReadOnlyList<OwnerShare> shares = queue.Shares();
        return TypedResults.Json(
            new QueueStatus
            {
                Queued = shares.Sum(share => share.Queued),
                Running = shares.Sum(share => share.Running),
                Limit = options.Limits.Queued,
                SecondsToDrain = backlog.SecondsToDrain,
                Owners = [.. shares.Where(share => caller.MaySee(share.Owner))],
            },
            ClientJson.Default.QueueStatus);
    }

    private static JsonHttpResult<ServiceAbout> About(
        HttpContext context, ServiceOptions options)
    {
        var caller = Caller.Of(context);
        LimitOptions limits = options.Limits;
        return TypedResults.Json(
            new ServiceAbout
            {
                Version = BuildVersion.Version,
                Commit = BuildVersion.Commit,
                Owner = caller.Owner,
                Scopes = caller.Scopes,
                Authentication = caller.Authentication,
                Limits = new ServiceLimits
                {
                    BodyBytes = limits.BodyBytes,
                    Paths = limits.Paths,
                    Work = limits.Work,
                    RunSeconds = limits.RunSeconds,
                    Queued = limits.Queued,
                    QueuedPerOwner = limits.QueuedPerOwner,
                },
            },
            ClientJson.Default.ServiceAbout);
    }

    private static IResult Audit(HttpContext context, RunStore store)
    {
        var query = new QueryReader(context.Request.Query);
        int limit = (int)(query.Whole("limit", 1, MostAudited) ?? UsuallyAudited);
        return query.Errors.Count > 0
            ? Orders.BadQuery(query)
            : TypedResults.Json(
                (IReadOnlyList<AuditEntry>)[.. store.Audit(limit).Select(row => new AuditEntry
                {
                    At = DateTimeOffset.FromUnixTimeMilliseconds(row.At),
                    Owner = row.Owner,
                    Action = row.Action,
                    Subject = row.Subject,
                    Address = row.Address,
                    Outcome = row.Outcome,
                })],
                ClientJson.Default.IReadOnlyListAuditEntry);
    }
}
