using System.Globalization;
using GpuRisk.Client;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Security;
using GpuRisk.Host.Service.Store;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GpuRisk.Host.Service.Api;

/// <summary><c>/v1/runs</c>: submit, list, look at and cancel runs.</summary>
internal static class RunsApi
{
    private const int MostListed = 200;
    private const int UsuallyListed = 50;

    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder runs = routes.MapGroup("/v1/runs").WithTags("Runs");
        runs.MapPost("", Submit)
            .RequireAuthorization(Scope.Run)
            .WithName("SubmitRun")
            .WithSummary("Submit a run")
            .WithDescription("The body is the scenario, in YAML or JSON. Once this answers, the "
                + "run is stored and will be done whatever happens to the service.")
            .TakesScenario()
            .Produces<RunStatus>(StatusCodes.Status202Accepted)
            .Produces<RunStatus>()
            .WithProblems(400, 409, 413, 415, 422, 429, 503);
        runs.MapGet("", List)
            .RequireAuthorization(Scope.Read)
            .WithName("ListRuns")
            .WithSummary("List runs, the newest first")
            .Produces<RunPage>()
            .WithProblems(400);
        runs.MapGet("/{id}", Get)
            .RequireAuthorization(Scope.Read)
            .WithName("GetRun")
            .WithSummary("How far a run is")
            .Produces<RunStatus>()
            .WithProblems(404);
        runs.MapPost("/{id}/cancel", Cancel)
            .RequireAuthorization(Scope.Run)
            .WithName("CancelRun")
            .WithSummary("Cancel a run")
            .WithDescription("Takes effect within one chunk. What was done by then is the run's "
                + "result, marked as partial.")
            .Produces<RunStatus>(StatusCodes.Status202Accepted)
            .Produces<RunStatus>()
            .WithProblems(404);
    }

    private static async Task<IResult> Submit(
        HttpContext context, Intake intake, RunStatuses statuses, ServiceOptions options,
        Backlog backlog, TimeProvider time)
    {
        var query = new QueryReader(context.Request.Query);
        (RunOrder? order, IResult? problem) = await Orders
            .Read(context, query, options).ConfigureAwait(false);
        if (order is null)
        {
            return problem!;
        }

        IntakeResult result = await intake.Submit(order, context.RequestAborted)
            .ConfigureAwait(false);
        if (result.Acceptance is not { Kind: not AcceptanceKind.Conflict } acceptance)
        {
            return Orders.Refuse(result, backlog, time);
        }

        RunStatus status = statuses.Of(acceptance.Runs[0]);
        return Accepted(context, status, status.Links.Self);
    }

    /// <summary>The answer to a submission: done already, or accepted.</summary>
    private static JsonHttpResult<RunStatus> Accepted(
        HttpContext context, RunStatus status, string location)
    {
        bool isDone = status.State == RunState.Succeeded;
        context.Response.Headers.Location = location;
        if (!isDone)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        return TypedResults.Json(
            status, ClientJson.Default.RunStatus,
            statusCode: isDone ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
    }

    private static IResult List(HttpContext context, RunStore store, RunStatuses statuses)
    {
        var query = new QueryReader(context.Request.Query);
        RunState? state = query.OneOf<RunState>("state");
        string? scenario = query.Text("scenario");
        string? sweep = query.Text("sweep");
        long? before = query.Whole("after", 1, long.MaxValue);
        int limit = (int)(query.Whole("limit", 1, MostListed) ?? UsuallyListed);
        if (query.Errors.Count > 0)
        {
            return Orders.BadQuery(query);
        }

        var caller = Caller.Of(context);
        IReadOnlyList<RunRow> rows = store.List(new RunFilter(
            caller.IsAdmin ? null : caller.Owner, state, scenario, sweep, before, limit + 1));
        RunRow[] page = [.. rows.Take(limit)];
        return TypedResults.Json(
            new RunPage
            {
                Runs = [.. page.Select(statuses.Of)],
                Next = rows.Count > limit
                    ? page[^1].Sequence.ToString(CultureInfo.InvariantCulture)
                    : null,
            },
            ClientJson.Default.RunPage);
    }

    private static IResult Get(HttpContext context, string id, RunStatuses statuses) =>
        statuses.Find(id, Caller.Of(context)) is { } view
            ? TypedResults.Json(statuses.Of(view), ClientJson.Default.RunStatus)
            : Problems.NotFound("run", id);

    private static async Task<IResult> Cancel(
        HttpContext context, string id, RunStatuses statuses, RunStore store, FairQueue queue,
        TimeProvider time)
    {
        var caller = Caller.Of(context);
        if (statuses.Find(id, caller) is not { } view)
        {
            return Problems.NotFound("run", id);
        }

        if (view.Row.IsFinished)
        {
            return TypedResults.Json(statuses.Of(view), ClientJson.Default.RunStatus);
        }

        AuditRow audit = caller.Audit("run.cancel", id, "accepted", time.GetUtcNow());
        Faults.Reached(FaultPoint.CancelBeforeWrite);
        await store.RequestCancel(id, audit).ConfigureAwait(false);
        Faults.Reached(FaultPoint.CancelAfterWrite);
        if (queue.Find(id) is { } run)
        {
            run.Stop(RunReason.Cancelled);
            queue.Hurry(run);
        }

        return TypedResults.Json(
            statuses.Of(statuses.Find(id, caller) ?? view), ClientJson.Default.RunStatus,
            statusCode: StatusCodes.Status202Accepted);
    }
}
