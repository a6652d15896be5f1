using System.Net;
using GpuRisk.Client;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Security;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Api;

/// <summary>Reads orders from requests, and says why they are not taken.</summary>
internal static class Orders
{
    private const int MostKeyLength = 200;
    private const int HighestPriority = 9;
    private const int UsualPriority = 5;
    private const double MostDeadlineSeconds = 31_536_000;
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    /// <summary>Reads an order.</summary>
    /// <param name="context">The request.</param>
    /// <param name="query">Its query, of which all else was read.</param>
    /// <param name="options">What is allowed.</param>
    /// <returns>The order, or the answer that says what is wrong.</returns>
    public static async Task<(RunOrder? Order, IResult? Problem)> Read(
        HttpContext context, QueryReader query, ServiceOptions options)
    {
        long? paths = query.Whole("paths", 1, long.MaxValue);
        long? seed = query.Whole("seed", 0, long.MaxValue);
        RunPrecision? precision = query.OneOf<RunPrecision>("precision");
        var priority = (int)(query.Whole("priority", 0, HighestPriority) ?? UsualPriority);
        double? deadline = query.Positive("deadlineSeconds", MostDeadlineSeconds);
        IReadOnlyList<string> settings = query.Texts("set");
        string? key = KeyOf(context.Request, query);
        if (query.Errors.Count > 0)
        {
            return (null, BadQuery(query));
        }

        (ScenarioText? text, IResult? problem) = await ScenarioBody
            .Read(context.Request, options).ConfigureAwait(false);
        return text is null
            ? (null, problem)
            : (new RunOrder(
                Caller.Of(context), text, settings, paths, seed, precision, priority, deadline,
                key), null);
    }

    /// <summary>Says that the query is wrong.</summary>
    public static IResult BadQuery(QueryReader query) => Problems.Of(
        HttpStatusCode.BadRequest, "The query is not what is allowed.", query.Errors);

    /// <summary>Says why an order was not taken.</summary>
    public static IResult Refuse(IntakeResult result, Backlog backlog, TimeProvider time)
    {
        if (result.Acceptance is not null)
        {
            return Problems.Of(
                HttpStatusCode.Conflict,
                "The Idempotency-Key was used for another request before.");
        }

        if (result.Errors is { } errors)
        {
            return Problems.Of(
                HttpStatusCode.UnprocessableEntity,
                "The scenario is not what is allowed.", errors);
        }

        if (result.Refusal == Refusal.OfDay)
        {
            return Problems.Of(
                HttpStatusCode.TooManyRequests,
                "The key has had the computing that it may have today (UTC).",
                retryAfter: time.GetUtcNow().UtcDateTime.Date.AddDays(1)
                    - time.GetUtcNow().UtcDateTime);
        }

        TimeSpan pause = backlog.SecondsToDrain is { } seconds
            ? TimeSpan.FromSeconds(Math.Min(seconds, LongestPause.TotalSeconds))
            : UsualPause;
        return result.Refusal == Refusal.OfOwner
            ? Problems.Of(
                HttpStatusCode.TooManyRequests,
                "As many runs of this owner wait as may; others' are not affected.",
                retryAfter: pause)
            : Problems.Of(
                HttpStatusCode.ServiceUnavailable, "As many runs wait as may.",
                retryAfter: pause);
    }

    private static string? KeyOf(HttpRequest request, QueryReader query)
    {
        if (!request.Headers.TryGetValue("Idempotency-Key", out var values))
        {
            return null;
        }

        string key = values.ToString();
        if (key.Length is 0 or > MostKeyLength || key.Any(char.IsControl))
        {
            query.Refuse(
                "Idempotency-Key",
                $"found {key.Length} characters; allowed are 1 to {MostKeyLength} printable ones");
        }

        return key;
    }
}
