using System.Net;
using GpuRisk.Host.Service.Store;
using Microsoft.Net.Http.Headers;

namespace GpuRisk.Host.Service.Api;

/// <summary>A form of something that never changes, with an entity tag.</summary>
internal static class Representation
{
    /// <summary>The form that a request prefers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="offered">The media types that there are, the usual one first.</param>
    /// <returns>One of them; null where the request takes none of them.</returns>
    public static string? Choose(HttpRequest request, params IReadOnlyList<string> offered)
    {
        IList<MediaTypeHeaderValue> accepted = request.GetTypedHeaders().Accept;
        return accepted.Count == 0
            ? offered[0]
            : offered
                .Select(type => (type, range: RangeOf(type, accepted)))
                .Where(choice => choice.range is { Quality: null or > 0 })
                .OrderByDescending(choice => choice.range!.Quality ?? 1)
                .ThenBy(choice => accepted.IndexOf(choice.range!))
                .Select(choice => choice.type)
                .FirstOrDefault();
    }

    // The most specific range that a type is in says how welcome it is (RFC 9110, 12.5.1).
    private static MediaTypeHeaderValue? RangeOf(
        string type, IEnumerable<MediaTypeHeaderValue> accepted) => accepted
        .Where(range => range.MatchesMediaType(type))
        .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
        .FirstOrDefault();

    /// <summary>Says which forms there are.</summary>
    public static IResult NotAcceptable(params IReadOnlyList<string> offered) => Problems.Of(
        HttpStatusCode.NotAcceptable,
        $"The Accept header takes none of {string.Join(", ", offered)}.");

    /// <summary>Sends a form of a result, or nothing where the caller has it.</summary>
    public static IResult Send(
        HttpContext context, ResultHead result, string mediaType, Func<byte[]> content) =>
        IsKnown(context, result, mediaType)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(content(), mediaType);

    /// <summary>Sends the entity tag of a form, and tells whether the caller has that form.
    /// </summary>
    public static bool IsKnown(HttpContext context, ResultHead result, string mediaType)
    {
        string digest = result.Digest[(result.Digest.IndexOf(':', StringComparison.Ordinal) + 1)..];
        string form = mediaType[(mediaType.LastIndexOfAny(['/', '.']) + 1)..];
        var tag = new EntityTagHeaderValue($"\"{digest[..32]}-{result.Created:x}-{form}\"");
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.Vary = "Accept";
        context.Response.GetTypedHeaders().ETag = tag;
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(
            known => known == EntityTagHeaderValue.Any
                || known.Compare(tag, useStrongComparison: false));
    }
}
