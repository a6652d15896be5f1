using System.Diagnostics;
using GpuRisk.Host;
using GpuRisk.Host.Reports;
using GpuRisk.Tests.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Reports;

/// <summary>Pages in a real browser: Tests/browser/check.mjs says what it looks at. Skipped where
/// Chromium, Node or playwright-core is missing. GPURISK_SCREENSHOTS=FOLDER keeps pictures of the
/// pages.</summary>
internal sealed class BrowserTests : HostFixture
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly string[] Browsers =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];

    [Test]
    public void Pages_AreWholeAtEveryWidthAndTheme()
    {
        string script = Path.Combine(Library.Root, "Tests", "browser", "check.mjs");
        string browser = Environment.GetEnvironmentVariable("GPURISK_CHROMIUM")
            ?? Browsers.FirstOrDefault(File.Exists)
            ?? Missing("Chromium is not installed (GPURISK_CHROMIUM may name it)");
        string modules = Path.Combine(Path.GetDirectoryName(script)!, "node_modules");
        if (!Directory.Exists(Path.Combine(modules, "playwright-core")))
        {
            Missing("playwright-core is not installed: npm ci in Tests/browser");
        }

        string pictures = Environment.GetEnvironmentVariable("GPURISK_SCREENSHOTS") ?? "-";
        string[] pages =
        [
            Write("market.html", ReportPage.Of(SampleMarket.Input())),
            Write("hostile.html", ReportPage.Of(SampleMarket.Input("</script><b>retail"))),
            PageOf(Write("joint.yaml", Samples.Market)),
            PageOf(FromLibrary("quick-start")), PageOf(FromLibrary("eth-borrower-book")),
            PageOf(FromLibrary("usdc-march-2023")),
        ];
        Assert.That(RunNode([script, browser, pictures, .. pages]), Is.EqualTo("[]"));
    }

    private static string FromLibrary(string name) =>
        Path.Combine(Library.Folder, name + ".yaml");

    private string PageOf(string scenario)
    {
        string name = Path.GetFileNameWithoutExtension(scenario);
        CommandRun run = CommandRun.Of(
            "run", scenario, "--paths", "300", "--device", "simd", "--out", At(name));
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        File.Move(At(name + "/report.html"), At(name + ".html"));
        return At(name + ".html");
    }

    private static string RunNode(string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var node = Process.Start(start)!;
            Task<string> output = node.StandardOutput.ReadToEndAsync();
            Task<string> error = node.StandardError.ReadToEndAsync();
            if (!node.WaitForExit(Patience))
            {
                node.Kill(entireProcessTree: true);
                return "The browser did not come to an end.";
            }

            return output.Result.Trim() + error.Result;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return Missing("Node is not installed");
        }
    }

    private static string Missing(string reason)
    {
        Assert.Ignore(reason + ".");
        return "";
    }
}
