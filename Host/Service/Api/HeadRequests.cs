namespace GpuRisk.Host.Service.Api;

/// <summary>Answers HEAD as it would GET, but for the body, which the server leaves out (RFC 9110,
/// section 9.3.2). Streams of events are no part of it: their head alone tells nothing.</summary>
internal static class HeadRequests
{
    public static void UseHeadRequests(this IApplicationBuilder app)
    {
        app.Use((context, next) =>
        {
            HttpRequest request = context.Request;
            if (HttpMethods.IsHead(request.Method) && !IsStream(request.Path.Value!))
            {
                request.Method = HttpMethods.Get;
            }

            return next(context);
        });

        // What is asked for decides which endpoint answers, and so must stand before it.
        app.UseRouting();
    }

    private static bool IsStream(string path) =>
        path.TrimEnd('/').EndsWith("/events", StringComparison.OrdinalIgnoreCase);
}
