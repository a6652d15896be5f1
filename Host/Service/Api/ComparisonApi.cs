using System.Net;
using GpuRisk.Client;
using GpuRisk.Host.Runs.Comparing;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Security;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Api;

/// <summary><c>/v1/runs/{id}/comparison</c>: what differs between two runs.</summary>
internal static class ComparisonApi
{
    public static void MapComparison(this IEndpointRouteBuilder routes) => routes
        .MapGet("/v1/runs/{id}/comparison", Compare)
        .RequireAuthorization(Scope.Read)
        .WithTags("Results")
        .WithName("CompareRuns")
        .WithSummary("What differs between a run and another (with=ID), with standard errors")
        .AddEndpointFilter(ResultPlace.Filter)
        .Produces<RunComparison>()
        .WithProblems(400, 404, 409, 410, 429, 503);

    private static IResult Compare(
        HttpContext context, string id, RunStatuses statuses, RunStore store, RunPlans plans)
    {
        var query = new QueryReader(context.Request.Query);
        string? other = query.Text("with");
        if (other is null)
        {
            query.Refuse("with", "found nothing; allowed is the name of another run");
        }

        if (query.Errors.Count > 0)
        {
            return Orders.BadQuery(query);
        }

        (RunRow? a, ResultHead? _, IResult? problem) =
            ResultsApi.Find(context, id, statuses, store);
        if (a is null)
        {
            return problem!;
        }

        (RunRow? b, ResultHead? _, problem) =
            ResultsApi.Find(context, other!, statuses, store);
        if (b is null)
        {
            return problem!;
        }

        KeptRun? keptA = Kept(a, ResultsApi.Stored(a, store), store, plans);
        KeptRun? keptB = Kept(b, ResultsApi.Stored(b, store), store, plans);
        return keptA is null || keptB is null
            ? Problems.Of(HttpStatusCode.Conflict, "A file that a scenario reads has changed.")
            : TypedResults.Json(
                Of(Comparison.Of(keptA, keptB, []), keptA, keptB),
                ClientJson.Default.RunComparison);
    }

    // The name of a folder that cannot be: a stored run has neither samples nor books beside it.
    private static KeptRun? Kept(
        RunRow run, StoredResult stored, RunStore store, RunPlans plans)
    {
        if (plans.Of(run, out _)?.Scenario is not { } scenario)
        {
            return null;
        }

        return new KeptRun(
            $"run/{run.Id}", scenario, store.TextOf(run.TextHash).AsYaml,
            ReportMaker.ManifestOf(run, stored), ResultsApi.Read(stored));
    }

    private static RunComparison Of(Comparison comparison, KeptRun a, KeptRun b) => new()
    {
        Changed = [.. comparison.Differences.Select(change => new KeyChange
        {
            Key = change.Key,
            Before = change.A,
            After = change.B,
        })],
        SameRun = comparison.SameRun,
        Paired = comparison.Paired,
        Metrics = [.. comparison.Metrics.Select(metric => new MetricDifference
        {
            Name = metric.Name,
            Unit = metric.Unit,
            A = new MeanEstimate { Mean = metric.A, StandardError = metric.ErrorOfA },
            B = new MeanEstimate { Mean = metric.B, StandardError = metric.ErrorOfB },
            Difference = metric.Difference,
            StandardError = metric.StandardError,
            Z = metric.ZScore,
        })],
        Warnings = [.. Warnings(comparison, a, b)],
    };

    private static IEnumerable<string> Warnings(Comparison comparison, KeptRun a, KeptRun b)
    {
        if (comparison.SameRun)
        {
            yield return "Both are the same run: every figure is equal.";
        }
        else if (comparison.SameSeed && !comparison.Paired)
        {
            yield return "Both have the same random numbers, so that true errors of differences "
                + "are smaller than these, which suppose that they have not.";
        }

        if (a.Result.Partial || b.Result.Partial)
        {
            yield return "A run was cancelled before all its paths were done.";
        }

        string[] alone = [.. comparison.OnlyInA, .. comparison.OnlyInB];
        if (alone.Length > 0)
        {
            yield return $"Only one run has {string.Join(", ", alone)}.";
        }
    }
}
