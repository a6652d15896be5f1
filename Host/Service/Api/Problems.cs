using System.Globalization;
using System.Net;
using GpuRisk.Client;
using Microsoft.AspNetCore.WebUtilities;

namespace GpuRisk.Host.Service.Api;

/// <summary>Answers that say what is wrong (RFC 9457).</summary>
internal static class Problems
{
    /// <summary>The media type of such answers.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>The name of the query in located errors.</summary>
    public const string QueryName = "query";

    /// <summary>An answer.</summary>
    /// <param name="status">The status.</param>
    /// <param name="detail">What is wrong with this request.</param>
    /// <param name="errors">Where, or null.</param>
    /// <param name="retryAfter">When to try again, or null.</param>
    public static IResult Of(
        HttpStatusCode status,
        string detail,
        IReadOnlyList<LocatedError>? errors = null,
        TimeSpan? retryAfter = null) => new Result(status, detail, errors, retryAfter);

    /// <summary>There is no such thing, or it is not the caller's.</summary>
    public static IResult NotFound(string what, string id) =>
        Of(HttpStatusCode.NotFound, $"There is no {what} '{id}'.");

    /// <summary>Writes an answer.</summary>
    public static Task Write(
        HttpContext context,
        HttpStatusCode status,
        string detail,
        IReadOnlyList<LocatedError>? errors = null,
        TimeSpan? retryAfter = null)
    {
        HttpResponse response = context.Response;
        response.StatusCode = (int)status;
        if (retryAfter is { } pause)
        {
            response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(pause.TotalSeconds))
                .ToString(CultureInfo.InvariantCulture);
        }

        var problem = new Problem
        {
            Type = "about:blank",
            Title = ReasonPhrases.GetReasonPhrase((int)status),
            Status = (int)status,
            Detail = detail,
            Errors = errors,
        };
        return response.WriteAsJsonAsync(
            problem, ClientJson.Default.Problem, MediaType, context.RequestAborted);
    }

    private sealed class Result(
        HttpStatusCode status,
        string detail,
        IReadOnlyList<LocatedError>? errors,
        TimeSpan? retryAfter) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) =>
            Write(httpContext, status, detail, errors, retryAfter);
    }
}
