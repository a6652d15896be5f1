using System.Net;
using Microsoft.Net.Http.Headers;

namespace GpuRisk.Host.Service.Security;

/// <summary>What every answer tells browsers, and what no page of another site may ask.</summary>
internal static class SecurityHeaders
{
    private const string NothingAllowed =
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>Adds the headers, and refuses requests that another site's page sends.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(async (context, next) =>
        {
            // Set last, for the answer to an exception begins with no headers at all.
            context.Response.OnStarting(() =>
            {
                Add(context.Response.Headers, context.Request.IsHttps);
                return Task.CompletedTask;
            });
            if (IsFromElsewhere(context.Request))
            {
                await Api.Problems.Write(
                    context, HttpStatusCode.Forbidden,
                    "Pages of other sites may not use this service.").ConfigureAwait(false);
                return;
            }

            await next(context).ConfigureAwait(false);
        });

    // What an endpoint has said itself stays.
    private static void Add(IHeaderDictionary headers, bool isHttps)
    {
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, NothingAllowed);
        headers.TryAdd(HeaderNames.XContentTypeOptions, "nosniff");
        headers.TryAdd(HeaderNames.XFrameOptions, "DENY");
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        headers.TryAdd(HeaderNames.CacheControl, "no-store");
        if (isHttps)
        {
            headers.TryAdd(HeaderNames.StrictTransportSecurity, "max-age=31536000");
        }
    }

    private static bool IsFromElsewhere(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return false;
        }

        // Not the scheme: behind a proxy that speaks https this service does not know it.
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        string origin = request.Headers.Origin.ToString();
        return site is "cross-site" or "same-site"
            || (origin.Length > 0
                && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
                    && string.Equals(
                        uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)));
    }
}
