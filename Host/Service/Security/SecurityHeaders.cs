using System.Net;

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
            IHeaderDictionary headers = context.Response.Headers;
            headers.ContentSecurityPolicy = NothingAllowed;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            headers.CacheControl = "no-store";
            if (context.Request.IsHttps)
            {
                headers.StrictTransportSecurity = "max-age=31536000";
            }

            if (IsFromElsewhere(context.Request))
            {
                await Api.Problems.Write(
                    context, HttpStatusCode.Forbidden,
                    "Pages of other sites may not use this service.").ConfigureAwait(false);
                return;
            }

            await next(context).ConfigureAwait(false);
        });

    private static bool IsFromElsewhere(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return false;
        }

        string site = request.Headers["Sec-Fetch-Site"].ToString();
        string origin = request.Headers.Origin.ToString();
        return site is "cross-site" or "same-site"
            || (origin.Length > 0
                && !string.Equals(
                    origin, $"{request.Scheme}://{request.Host}",
                    StringComparison.OrdinalIgnoreCase));
    }
}
