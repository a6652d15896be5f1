using System.Net;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Security;

namespace GpuRisk.Host.Service.Api;

/// <summary>The place that a request has while it reads and sends a result.</summary>
internal static class ResultPlace
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Waits for a place before an endpoint does anything; it is kept until the answer is
    /// sent.</summary>
    public static async ValueTask<object?> Filter(
        EndpointFilterInvocationContext request, EndpointFilterDelegate next)
    {
        HttpContext context = request.HttpContext;
        ResultPlaces places = context.RequestServices.GetRequiredService<ResultPlaces>();
        return await Enter(context, places).ConfigureAwait(false) is { } refusal
            ? Refused(refusal)
            : await next(request).ConfigureAwait(false);
    }

    /// <summary>Waits for a place.</summary>
    /// <returns>Why there will be none; null where there is one.</returns>
    public static async Task<Refusal?> Enter(HttpContext context, ResultPlaces places)
    {
        (IDisposable? place, Refusal? refusal) = await places
            .Enter(Caller.Of(context).Owner, context.RequestAborted).ConfigureAwait(false);
        if (place is not null)
        {
            context.Features.Set(new Held(place));
            context.Response.RegisterForDispose(place);
        }

        return refusal;
    }

    /// <summary>Gives the place of a request back before its end.</summary>
    public static void Leave(HttpContext context) => context.Features.Get<Held>()?.Place.Dispose();

    /// <summary>Says that there is none.</summary>
    public static IResult Refused(Refusal refusal) => refusal == Refusal.OfOwner
        ? Problems.Of(
            HttpStatusCode.TooManyRequests,
            "As many results and reports of this owner are asked for as may be.",
            retryAfter: Pause)
        : Problems.Of(
            HttpStatusCode.ServiceUnavailable,
            "As many results and reports are asked for as may be.", retryAfter: Pause);

    private sealed record Held(IDisposable Place);
}
