using System.Net;
using System.Text;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Security;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Api;

/// <summary>What came out of a run: the result, the report, the manifest and the scenario.
/// </summary>
internal static class ResultsApi
{
    private const string Json = "application/json";
    private const string Csv = "text/csv";
    private const string Html = "text/html";
    private const string Parquet = "application/vnd.apache.parquet";
    private const string Arrow = "application/vnd.apache.arrow.file";

    // The page that the report is holds all that it needs; as a page of its own it may still do
    // nothing but draw.
    private const string ReportPolicy =
        "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; "
        + "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapResults(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder run = routes.MapGroup("/v1/runs/{id}").WithTags("Results");
        run.AddEndpointFilter(ResultPlace.Filter);
        run.MapGet("/result", Result)
            .RequireAuthorization(Scope.Read)
            .WithName("GetResult")
            .WithSummary("What came out of a run")
            .WithDescription("As JSON, as CSV with a row for each metric, or the tallied "
                + "distributions as Parquet or Arrow, by the Accept header.")
            .Produces(200, null, Json, Csv, Parquet, Arrow)
            .Produces(StatusCodes.Status304NotModified)
            .WithProblems(404, 406, 409, 410, 429, 503);
        run.MapGet("/report", Report)
            .RequireAuthorization(Scope.Read)
            .WithName("GetReport")
            .WithSummary("A run's report: a page that needs nothing else, or its data as JSON")
            .Produces(200, null, Html, Json)
            .WithProblems(404, 406, 409, 410, 429, 503);
        run.MapGet("/manifest", ManifestOf)
            .RequireAuthorization(Scope.Read)
            .WithName("GetManifest")
            .WithSummary("How a result came about")
            .Produces(200, null, Json)
            .WithProblems(404, 409, 410, 429, 503);
        run.MapGet("/scenario", ScenarioOf)
            .RequireAuthorization(Scope.Read)
            .WithName("GetScenarioOfRun")
            .WithSummary("The scenario as it was submitted")
            .Produces(200, null, ScenarioBody.Yaml, Json)
            .WithProblems(404, 410, 429, 503);
    }

    /// <summary>A finished run that has a result, or the answer that says why there is none.
    /// </summary>
    public static (RunRow? Run, ResultHead? Result, IResult? Problem) Find(
        HttpContext context, string id, RunStatuses statuses, RunStore store)
    {
        if (statuses.Find(id, Caller.Of(context))?.Row is not { } run)
        {
            return (null, null, Problems.NotFound("run", id));
        }

        string state = run.State.ToString().ToLowerInvariant();
        if (!run.IsFinished)
        {
            return (null, null, Problems.Of(
                HttpStatusCode.Conflict, $"The run is {state}; there is no result yet.",
                retryAfter: TimeSpan.FromSeconds(1)));
        }

        if (run.Digest is null)
        {
            return (null, null, Problems.Of(
                HttpStatusCode.Conflict,
                $"The run {state} without a result. {run.Error}".TrimEnd()));
        }

        return store.HeadOf(run.ResultKey) is { } head
            ? (run, head, null)
            : (null, null, Problems.Of(
                HttpStatusCode.Gone, "The store has lost the result of this run."));
    }

    /// <summary>The result of a run that <see cref="Find"/> has found.</summary>
    public static StoredResult Stored(RunRow run, RunStore store) =>
        store.Result(run.ResultKey)
        ?? throw new DamagedStoreException("The store has lost the result of this run.");

    private static IResult Result(
        HttpContext context, string id, RunStatuses statuses, RunStore store)
    {
        (RunRow? run, ResultHead? head, IResult? problem) = Find(context, id, statuses, store);
        if (run is null)
        {
            return problem!;
        }

        string? type = Representation.Choose(context.Request, Json, Csv, Parquet, Arrow);
        return type is null
            ? Representation.NotAcceptable(Json, Csv, Parquet, Arrow)
            : Representation.Send(context, head!, type, () => Content(Stored(run, store), type));
    }

    private static byte[] Content(StoredResult stored, string type) => type switch
    {
        Csv => Encoding.UTF8.GetBytes(ResultCsv.Of(Read(stored))),
        Parquet => Distribution(stored, DistributionFile.Write),
        Arrow => Distribution(stored, DistributionArrowFile.Write),
        _ => stored.Result,
    };

    private static async Task<IResult> Report(
        HttpContext context, string id, RunStatuses statuses, RunStore store, ReportMaker reports,
        ResultPlaces places)
    {
        (RunRow? run, ResultHead? head, IResult? problem) = Find(context, id, statuses, store);
        if (run is null)
        {
            return problem!;
        }

        string? type = Representation.Choose(context.Request, Html, Json);
        if (type is null)
        {
            return Representation.NotAcceptable(Html, Json);
        }

        if (Representation.IsKnown(context, head!, type))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        byte[]? page = store.PageOf(run.Id);
        if (page is null)
        {
            if (reports.Problem(run) is { } changed)
            {
                return Problems.Of(HttpStatusCode.Conflict, changed);
            }

            // Whoever waits for a turn takes no place from others meanwhile.
            string asker = Caller.Of(context).Owner;
            ResultPlace.Leave(context);
            (page, Refusal? refusal) = await reports.Make(run, asker).ConfigureAwait(false);
            refusal ??= await ResultPlace.Enter(context, places).ConfigureAwait(false);
            if (refusal is { } full)
            {
                return ResultPlace.Refused(full);
            }
        }

        context.Response.Headers.ContentSecurityPolicy = ReportPolicy;
        return type == Html
            ? ReportPages.Send(context, page!, type)
            : TypedResults.Bytes(
                reports.DataOf(run, store.ReportOf(run.ResultKey)!).ToBytes(), type);
    }

    private static IResult ManifestOf(
        HttpContext context, string id, RunStatuses statuses, RunStore store)
    {
        (RunRow? run, ResultHead? _, IResult? problem) = Find(context, id, statuses, store);
        return run is null
            ? problem!
            : TypedResults.Bytes(ReportMaker.ManifestOf(run, Stored(run, store)).ToBytes(), Json);
    }

    private static IResult ScenarioOf(
        HttpContext context, string id, RunStatuses statuses, RunStore store)
    {
        if (statuses.Find(id, Caller.Of(context))?.Row is not { } run)
        {
            return Problems.NotFound("run", id);
        }

        ScenarioText text = store.TextOf(run.TextHash);
        return TypedResults.Text(text.Content, text.MediaType, Encoding.UTF8);
    }

    /// <summary>Reads a result.</summary>
    /// <exception cref="DamagedStoreException">It is damaged.</exception>
    public static RunResult Read(StoredResult stored) => DamagedStoreException.Unless(() =>
    {
        using var json = new MemoryStream(stored.Result);
        return ResultJson.Read(json);
    });

    private static byte[] Distribution(
        StoredResult stored, Action<Engine.Tallies.RunTally, Stream> write) =>
        DamagedStoreException.Unless(() =>
        {
            using var bytes = new MemoryStream();
            write(TallyBytes.Unpack(stored.Tally), bytes);
            return bytes.ToArray();
        });
}
