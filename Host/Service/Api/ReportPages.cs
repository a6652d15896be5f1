using System.IO.Compression;
using Microsoft.Net.Http.Headers;

namespace GpuRisk.Host.Service.Api;

/// <summary>Sends pages as they are kept: compressed to whoever takes that, and else unpacked on
/// the way, a little at a time.</summary>
internal static class ReportPages
{
    private const string Gzip = "gzip";

    /// <summary>Sends a page.</summary>
    public static IResult Send(HttpContext context, byte[] page, string mediaType)
    {
        context.Response.Headers.Vary = $"{HeaderNames.Accept}, {HeaderNames.AcceptEncoding}";
        if (Takes(context.Request))
        {
            context.Response.Headers.ContentEncoding = Gzip;
            return TypedResults.Bytes(page, mediaType);
        }

        return TypedResults.Stream(
            new GZipStream(new MemoryStream(page), CompressionMode.Decompress), mediaType);
    }

    private static bool Takes(HttpRequest request) => request.GetTypedHeaders().AcceptEncoding.Any(
        coding => coding.Value.Equals(Gzip, StringComparison.OrdinalIgnoreCase)
            && coding.Quality is null or > 0);
}
