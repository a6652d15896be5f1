using GpuRisk.Host.Cli;
using GpuRisk.Host.Reports.Pages;
using GpuRisk.Tests.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Reports;

/// <summary>Pages in a real browser: Tests/browser/check.mjs says what it looks at.
/// </summary>
internal sealed class BrowserTests : HostFixture
{
    [Test]
    [Category("Slow")]
    public void Pages_AreWholeAtEveryWidthAndTheme()
    {
        string[] pages =
        [
            Write("market.html", ReportPage.Of(SampleMarket.Input())),
            Write("hostile.html", ReportPage.Of(SampleMarket.Input("</script><b>retail"))),
            PageOf(Write("joint.yaml", Samples.Market)),
            PageOf(FromLibrary("quick-start")), PageOf(FromLibrary("eth-borrower-book")),
            PageOf(FromLibrary("usdc-march-2023")),
        ];
        Assert.That(BrowserScript.Run("check.mjs", pages), Is.EqualTo("[]"));
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
}
