using System.Reflection;
using System.Security.Cryptography;
using GpuRisk.Host.Reports.Pages;
using Microsoft.Net.Http.Headers;

namespace GpuRisk.Host.Service.Dashboard;

/// <summary><c>/</c>: the dashboard. Its files are part of the program; it sends requests to this
/// service only.</summary>
internal static class DashboardPages
{
    private const string Prefix = "dashboard/";
    private const string Index = "index.html";
    private const string Figures = "figure-list.js";

    // What the dashboard shares with reports: the chart library, figures as text, the colours.
    private static readonly string[] OfReports = ["plot.min.js", "figures.js", "palette.css"];

    private static readonly Dictionary<string, string> MediaTypes = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".txt"] = "text/plain; charset=utf-8",
    };

    private static readonly Assembly Assembly = typeof(DashboardPages).Assembly;

    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        Dictionary<string, Page> pages = Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(name => name[Prefix.Length..], Read);
        foreach (string name in OfReports)
        {
            pages.Add(name, Read("report/" + name));
        }

        pages.Add(Figures, PageOf(Figures, FigureListModule.Text()));

        string policy = Policy();
        routes.MapGet("/", context => Send(context, pages[Index], policy))
            .AllowAnonymous()
            .ExcludeFromDescription();
        routes.MapGet("/assets/{name}", (HttpContext context, string name) =>
                pages.TryGetValue(name, out Page? page)
                    ? Send(context, page, policy)
                    : Api.Problems.NotFound("asset", name).ExecuteAsync(context))
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    private static Task Send(HttpContext context, Page page, string policy)
    {
        HttpResponse response = context.Response;
        response.Headers.ContentSecurityPolicy = policy;
        response.Headers.CacheControl = "no-cache";
        response.GetTypedHeaders().ETag = page.Tag;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Contains(page.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = page.MediaType;
        response.ContentLength = page.Content.Length;
        return response.Body.WriteAsync(page.Content, context.RequestAborted).AsTask();
    }

    // Reports are shown in a frame, which inherits this policy: their scripts are known by hash.
    private static string Policy()
    {
        IEnumerable<string> hashes = ReportPage.InlineScripts.Select(script =>
            $"'sha256-{Convert.ToBase64String(SHA256.HashData(
                System.Text.Encoding.UTF8.GetBytes(script)))}'");
        return $"default-src 'none'; script-src 'self' {string.Join(' ', hashes)}; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
            + "frame-src 'self' blob:; font-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";
    }

    private static Page Read(string name)
    {
        using Stream stream = Assembly.GetManifestResourceStream(name)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return PageOf(name, content.ToArray());
    }

    private static Page PageOf(string name, byte[] bytes)
    {
        string tag = Convert.ToHexStringLower(SHA256.HashData(bytes))[..32];
        return new Page(
            bytes, MediaTypes[Path.GetExtension(name)], new EntityTagHeaderValue($"\"{tag}\""));
    }

    private sealed record Page(byte[] Content, string MediaType, EntityTagHeaderValue Tag);
}
