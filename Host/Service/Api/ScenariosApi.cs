using System.Text;
using GpuRisk.Client;
using GpuRisk.Engine.Planning;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Security;
using GpuRisk.Host.Service.Store;
using GpuRisk.Scenarios;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GpuRisk.Host.Service.Api;

/// <summary><c>/v1/scenarios</c> and <c>/v1/validate</c>: what can be submitted.</summary>
internal static class ScenariosApi
{
    private static readonly Lazy<string> Schema = new(ScenarioSchema.Json);

    public static void MapScenarios(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1").WithTags("Scenarios");
        group.MapGet("/scenarios", List)
            .RequireAuthorization(Scope.Read)
            .WithName("ListScenarios")
            .WithSummary("The scenarios that come with the service")
            .Produces<IReadOnlyList<LibraryScenario>>()
            .WithProblems();
        group.MapGet("/scenarios/schema", () => TypedResults.Text(
                Schema.Value, "application/schema+json", Encoding.UTF8))
            .RequireAuthorization(Scope.Read)
            .WithName("GetScenarioSchema")
            .WithSummary("The JSON Schema of scenarios, for editors")
            .Produces(200, null, "application/schema+json")
            .WithProblems();
        group.MapGet("/scenarios/{name}", Get)
            .RequireAuthorization(Scope.Read)
            .WithName("GetScenario")
            .WithSummary("A scenario that comes with the service")
            .Produces(200, null, ScenarioBody.Yaml)
            .WithProblems(404);
        group.MapPost("/validate", Validate)
            .RequireAuthorization(Scope.Read)
            .WithName("ValidateScenario")
            .WithSummary("Check a scenario: all errors at once, each with its place")
            .TakesScenario()
            .Produces<Validation>()
            .WithProblems(400, 413, 415);
    }

    private static JsonHttpResult<IReadOnlyList<LibraryScenario>> List() => TypedResults.Json(
        (IReadOnlyList<LibraryScenario>)[.. LibraryScenarios.All.Select(known =>
            new LibraryScenario
            {
                Name = known.Name,
                Kernel = known.Kernel,
                Title = known.Name.Replace('-', ' '),
                Description = known.Description,
                NeedsFiles = known.Files,
            })],
        ClientJson.Default.IReadOnlyListLibraryScenario);

    private static IResult Get(string name) =>
        LibraryScenarios.All.FirstOrDefault(known => known.Name == name) is { } scenario
            ? TypedResults.Text(scenario.Text, ScenarioBody.Yaml, Encoding.UTF8)
            : Problems.NotFound("scenario", name);

    private static async Task<IResult> Validate(
        HttpContext context, OrderReader reader, ServiceOptions options)
    {
        var query = new QueryReader(context.Request.Query);
        IReadOnlyList<string> settings = query.Texts("set");
        if (query.Errors.Count > 0)
        {
            return Orders.BadQuery(query);
        }

        (ScenarioText? text, IResult? problem) = await ScenarioBody
            .Read(context.Request, options).ConfigureAwait(false);
        if (text is null)
        {
            return problem!;
        }

        (IReadOnlyList<LocatedError> errors, Plan? plan) = await reader.Reading(
            () => (reader.Check(text, settings, out Plan? planned), planned),
            context.RequestAborted).ConfigureAwait(false);
        return TypedResults.Json(
            new Validation
            {
                Valid = plan is not null,
                Scenario = plan?.Scenario.Name,
                Kernel = plan is null ? null : plan.Kernel,
                Hash = plan?.Hash,
                Paths = plan?.Scenario.Paths,
                Steps = plan?.Scenario.Steps,
                Seed = plan?.Scenario.Seed,
                Metrics = plan is null
                    ? null
                    : MetricNames.Of(plan),
                Errors = errors,
                Warnings = plan?.Warnings ?? [],
            },
            ClientJson.Default.Validation);
    }
}
