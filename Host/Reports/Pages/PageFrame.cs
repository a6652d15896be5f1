namespace GpuRisk.Host.Reports.Pages;

/// <summary>What all pages begin with: files that need nothing else.</summary>
internal static class PageFrame
{
    // Nothing may be loaded from anywhere: the page is whole, and what it shows stays with whom
    // it was given to.
    private const string Policy =
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
        + "base-uri 'none'; form-action 'none'";

    /// <summary>Writes all that stands before the body's contents, and a link to them.</summary>
    /// <param name="html">Takes it.</param>
    /// <param name="subject">What the page is about.</param>
    public static void Begin(Html html, string subject)
    {
        string title = Html.Escape($"{subject} - GpuRisk");
        html.Raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n")
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Raw($"<title>{title}</title>\n<style>\n")
            .Raw(Asset("palette.css")).Raw(Asset("page.css"))
            .Raw("</style>\n</head>\n<body>\n")
            .Raw("<a class=\"skip\" href=\"#main\">Skip to the findings</a>\n");
    }

    /// <summary>The text of a file that the build holds.</summary>
    public static string Asset(string name)
    {
        using Stream stream = typeof(PageFrame).Assembly
            .GetManifestResourceStream("report/" + name)
            ?? throw new InvalidOperationException($"The build holds no {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
