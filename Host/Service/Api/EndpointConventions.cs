using GpuRisk.Client;

namespace GpuRisk.Host.Service.Api;

/// <summary>What the description of the API says of endpoints.</summary>
internal static class EndpointConventions
{
    /// <summary>Says that the body of requests to an endpoint is a scenario. The endpoint checks
    /// its media type itself: more are taken than are worth describing, and the answer says which.
    /// </summary>
    public static RouteHandlerBuilder TakesScenario(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new ScenarioTaken());

    /// <summary>Says which problems an endpoint may answer with, besides those of all.</summary>
    public static RouteHandlerBuilder WithProblems(
        this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (int status in statuses)
        {
            endpoint.Produces<Problem>(status, Problems.MediaType);
        }

        return endpoint
            .Produces<Problem>(StatusCodes.Status401Unauthorized, Problems.MediaType)
            .Produces<Problem>(StatusCodes.Status403Forbidden, Problems.MediaType);
    }
}

/// <summary>Tells that the body of requests to an endpoint is a scenario.</summary>
internal sealed record ScenarioTaken;
