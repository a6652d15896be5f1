using System.Net;
using System.Text;
using GpuRisk.Client;
using GpuRisk.Engine.Planning;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Sweeps;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Security;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Api;

/// <summary><c>/v1/sweeps</c>: a scenario run once for each combination of what varies.</summary>
internal static class SweepsApi
{
    private const string Json = "application/json";
    private const string Csv = "text/csv";

    // The scenario is read once for each combination.
    private const long MostText = 64 << 20;

    public static void MapSweeps(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder sweeps = routes.MapGroup("/v1/sweeps").WithTags("Sweeps");
        sweeps.MapPost("", Submit)
            .RequireAuthorization(Scope.Run)
            .WithName("SubmitSweep")
            .WithSummary("Submit a sweep")
            .WithDescription("The body is the scenario; vary=KEY=a,b,c or vary=KEY=low:high:count, "
                + "once or several times, tells what varies. All runs have the same seed.")
            .TakesScenario()
            .Produces<SweepStatus>(StatusCodes.Status202Accepted)
            .WithProblems(400, 409, 413, 415, 422, 429, 503);
        sweeps.MapGet("/{id}", Get)
            .RequireAuthorization(Scope.Read)
            .WithName("GetSweep")
            .WithSummary("How far a sweep is, and what came out, as JSON or CSV")
            .Produces<SweepStatus>(200, Json, Csv)
            .WithProblems(404, 406);
        sweeps.MapPost("/{id}/cancel", Cancel)
            .RequireAuthorization(Scope.Run)
            .WithName("CancelSweep")
            .WithSummary("Cancel what is left of a sweep")
            .Produces<SweepStatus>(StatusCodes.Status202Accepted)
            .WithProblems(404);
    }

    private static async Task<IResult> Submit(
        HttpContext context, OrderReader reader, Intake intake, SweepStatuses statuses,
        ServiceOptions options, Backlog backlog, TimeProvider time)
    {
        var query = new QueryReader(context.Request.Query);
        IReadOnlyList<string> vary = query.Texts("vary");
        IReadOnlyList<string> metrics = query.Texts("metric");
        (RunOrder? order, IResult? problem) = await Orders
            .Read(context, query, options).ConfigureAwait(false);
        if (order is null)
        {
            return problem!;
        }

        if (GridOf(vary, order, options, out IResult? wrong) is not { } grid)
        {
            return wrong!;
        }

        if (MetricsOf(order, grid, reader, ref metrics) is { } unknown)
        {
            return unknown;
        }

        IntakeResult result = await intake
            .Submit(order, grid, metrics, context.RequestAborted).ConfigureAwait(false);
        if (result.Acceptance is not { Kind: not AcceptanceKind.Conflict } acceptance)
        {
            return Orders.Refuse(result, backlog, time);
        }

        SweepEntry sweep = acceptance.Sweep!;
        context.Response.Headers.Location = $"/v1/sweeps/{sweep.Id}";
        context.Response.Headers.RetryAfter = "1";
        return TypedResults.Json(
            statuses.Of(sweep), ClientJson.Default.SweepStatus,
            statusCode: StatusCodes.Status202Accepted);
    }

    private static SweepGrid? GridOf(
        IReadOnlyList<string> vary, RunOrder order, ServiceOptions options, out IResult? problem)
    {
        problem = null;
        if (vary.Count == 0)
        {
            problem = Problems.Of(
                HttpStatusCode.BadRequest, "The query says nothing of what varies: vary=KEY=a,b.");
            return null;
        }

        var grid = SweepGrid.OfOptions(vary, out string? wrong);
        if (grid is null)
        {
            problem = Problems.Of(HttpStatusCode.BadRequest, wrong!);
        }
        else if (grid.Combinations.Count > options.Limits.SweepRuns)
        {
            problem = Problems.Of(
                HttpStatusCode.BadRequest,
                $"The sweep has {grid.Combinations.Count} combinations; at most "
                + $"{options.Limits.SweepRuns} are allowed here.");
        }

        else if (grid.Combinations.Count * (long)order.Text.Content.Length > MostText)
        {
            problem = Problems.Of(
                HttpStatusCode.BadRequest,
                $"The sweep's combinations and the scenario's length come to more than {MostText} "
                + "characters to read.");
        }

        return problem is null ? grid : null;
    }

    // Where no metric is named it is those that the kernel is about.
    private static IResult? MetricsOf(
        RunOrder order, SweepGrid grid, OrderReader reader, ref IReadOnlyList<string> metrics)
    {
        IEnumerable<string> first = grid.Keys.Zip(
            grid.Combinations[0], (key, value) => $"{key}={value.Text}");
        _ = reader.Check(order.Text, [.. order.Settings, .. first], out Plan? plan);
        if (plan is null)
        {
            // The reader tells what is wrong, of all combinations.
            return null;
        }

        if (MetricNames.Problem(plan, metrics) is { } unknown)
        {
            return Problems.Of(HttpStatusCode.BadRequest, unknown);
        }

        metrics = metrics.Count > 0 ? metrics : Headline.Of(plan, grid.Keys);
        return null;
    }

    private static IResult Get(HttpContext context, string id, SweepStatuses statuses)
    {
        if (statuses.Find(id, Caller.Of(context)) is not { } sweep)
        {
            return Problems.NotFound("sweep", id);
        }

        return Representation.Choose(context.Request, Json, Csv) switch
        {
            Json => TypedResults.Json(statuses.Of(sweep), ClientJson.Default.SweepStatus),
            Csv => TypedResults.Text(statuses.CsvOf(sweep), Csv, Encoding.UTF8),
            _ => Representation.NotAcceptable(Json, Csv),
        };
    }

    private static async Task<IResult> Cancel(
        HttpContext context, string id, SweepStatuses statuses, RunStore store, FairQueue queue,
        TimeProvider time)
    {
        var caller = Caller.Of(context);
        if (statuses.Find(id, caller) is not { } sweep)
        {
            return Problems.NotFound("sweep", id);
        }

        AuditRow audit = caller.Audit("sweep.cancel", id, "accepted", time.GetUtcNow());
        await store.RequestCancelOfSweep(id, audit).ConfigureAwait(false);
        foreach (RunRow row in store.RunsOfSweep(id).Where(row => !row.IsFinished))
        {
            if (queue.Find(row.Id) is { } run)
            {
                run.Stop(RunReason.Cancelled);
                queue.Hurry(run);
            }
        }

        return TypedResults.Json(
            statuses.Of(sweep), ClientJson.Default.SweepStatus,
            statusCode: StatusCodes.Status202Accepted);
    }
}
