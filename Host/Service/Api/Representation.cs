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
        string[] refused = [.. accepted
            .Where(range => range.Quality == 0)
            .Select(range => range.MediaType.ToString())];
        string[] left = [.. offered.Where(
            type => !refused.Contains(type, StringComparer.OrdinalIgnoreCase))];
        return accepted.Count == 0
            ? offered[0]
            : accepted
                .Where(range => range.Quality is null or > 0)
                .OrderByDescending(range => range.Quality ?? 1)
                .Select(range => left.FirstOrDefault(type => range.MatchesMediaType(type)))
                .FirstOrDefault(type => type is not null);
    }

    /// <summary>Says which forms there are.</summary>
    public static IResult NotAcceptable(params IReadOnlyList<string> offered) => Problems.Of(
        HttpStatusCode.NotAcceptable,
        $"The Accept header takes none of {string.Join(", ", offered)}.");

    /// <summary>Sends a form of a result, or nothing where the caller has it.</summary>
    public static IResult Send(
        HttpContext context, StoredResult stored, string mediaType, Func<byte[]> content)
    {
        string digest = stored.Digest[(stored.Digest.IndexOf(':', StringComparison.Ordinal) + 1)..];
        string form = mediaType[(mediaType.LastIndexOfAny(['/', '.']) + 1)..];
        var tag = new EntityTagHeaderValue($"\"{digest[..32]}-{stored.Created:x}-{form}\"");
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.Vary = "Accept";
        context.Response.GetTypedHeaders().ETag = tag;
        bool isKnown = context.Request.GetTypedHeaders().IfNoneMatch.Any(
            known => known == EntityTagHeaderValue.Any || known.Compare(tag, useStrongComparison: false));
        return isKnown
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(content(), mediaType);
    }
}
