using GpuRisk.Host.Cli;
using GpuRisk.Host.Reports.Pages;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Scenarios;
using GpuRisk.Tests.Host;
using NUnit.Framework;
using Serilog;
using Serilog.Core;
using Serilog.Formatting.Compact;

namespace GpuRisk.Tests.Specification;

/// <summary>Texts of others neither steer a terminal nor turn the text around them.</summary>
internal sealed class HarmlessTextTests : HostFixture
{
    // Sets a terminal's title and rings; erases by C1; turns text; isolates it; breaks lines; a
    // soft hyphen and a mark that nobody sees.
    private const string Hostile = "\\e]0;owned\\a \\x9b2J \\u202e\\u2066 \\u2028 \\u00ad\\ufeff";

    private const string Harmless =
        @"\u001b]0;owned\u0007 \u009b2J \u202e\u2066 \u2028 \u00ad\ufeff";

    [TestCase("\u001b[31m", @"\u001b[31m")]
    [TestCase("a\u0008\u007f", @"a\u0008\u007f")]
    [TestCase("\u200e\u061c", @"\u200e\u061c")]
    [TestCase("USD₮0 Ξ 币 é 👩‍🚀", "USD₮0 Ξ 币 é 👩‍🚀")]
    [TestCase("two\n\tlines", "two\n\tlines")]
    public void Printable_EscapesWhatSteers_AndNothingElse(string text, string shown) =>
        Assert.That(PrintableText.Of(text), Is.EqualTo(shown));

    [Test]
    public void Line_IsOneLine() => Assert.That(
        PrintableText.Line("two\n\tlines"), Is.EqualTo(@"two\u000a\u0009lines"));

    [TestCase(false)]
    [TestCase(true)]
    public void Description_IsShownInEscapes_OnTheTerminalAndInTheReport(bool isTerminal)
    {
        string file = Write("s.yaml", File.ReadAllText(At("pool.yaml")).Replace(
            "kernel:", $"description: \"{Hostile}\"\nkernel:", StringComparison.Ordinal));
        CommandRun run = CommandRun.Of(
            ["run", file, "--quiet", "--device", "simd", "--out", At("kept")],
            CancellationToken.None, isTerminal);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output.ReplaceLineEndings(" "), Does.Contain(@"\u001b]0;owned\u0007"));
        Assert.That(
            run.Output.Where(c => c is '\a' or '\u009b' or '\u202e' or '\u2066'), Is.Empty);
        Assert.That(run.Output, Does.Not.Contain("\u001b]0;"));

        string page = File.ReadAllText(At("kept/report.html"));
        Assert.That(page, Does.Contain(Harmless));
        Assert.That(
            page.Where(c => c is '\u001b' or '\a' or '\u009b' or '\u202e' or '\u2066'), Is.Empty);
        Assert.That(
            File.ReadAllText(At("kept/scenario.yaml")), Is.EqualTo(File.ReadAllText(file)));
    }

    [Test]
    public void Errors_ShowPathsKeysAndValuesInEscapes()
    {
        string file = Write("a\u001b[31m\nb.yaml", "scenario: \"\\e\\u202e\"\n\"\\a\": 1\n");
        CommandRun run = CommandRun.Of("validate", file);
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain(@"a\u001b[31m\u000ab.yaml:1:11: scenario: "));
        Assert.That(run.Error, Does.Contain(@"\u001b\u202e"));
        Assert.That(run.Error.Where(c => c is '\u001b' or '\u202e' or '\a'), Is.Empty);
    }

    [Test]
    public void Arguments_AreShownInEscapes()
    {
        CommandRun run = CommandRun.Of("run", At("pool.yaml"), "--histogram", "\u001b[2J\u202e");
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain(@"'\u001b[2J\u202e'"));
    }

    [Test]
    public void Log_ShowsTextsInEscapes()
    {
        using var lines = new StringWriter();
        using Logger log = new LoggerConfiguration()
            .WriteTo.Sink(new Lines(lines)).CreateLogger();
        log.Information("Run {Name} ended.", "\u001b[31m\u009b\u202e");
        Assert.That(lines.ToString(), Does.Contain(@"\u001B[31m\u009b\u202e"));
        Assert.That(lines.ToString().Where(char.IsControl), Is.All.EqualTo('\n'));
    }

    [Test]
    public void Html_ShowsTextsInEscapes() => Assert.That(
        Html.Escape("<\u202e>"), Is.EqualTo(@"&lt;\u202e&gt;"));

    private sealed class Lines(TextWriter output) : ILogEventSink
    {
        public void Emit(Serilog.Events.LogEvent logEvent) =>
            new PrintableFormatter(new RenderedCompactJsonFormatter()).Format(logEvent, output);
    }
}
