using System.Diagnostics;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace GpuRisk.Tests.Extending;

/// <summary>docs/extending.md shows the files of docs/extending as they are, and what they print.
/// </summary>
internal sealed partial class ExtendingGuideTests
{
    private static readonly string Folder = Path.Combine(Library.Root, "docs", "extending");

    private static readonly string Guide = File.ReadAllText(Folder + ".md");

    private static IEnumerable<string> Files => Directory.GetFiles(Folder).Select(Path.GetFileName)!;

    /// <summary>The blocks of a file follow each other, with an empty line between them.</summary>
    [TestCaseSource(nameof(Files))]
    public void Guide_ShowsEachFileWhole(string file) => Assert.That(
        string.Join('\n', Blocks().Where(block => block.File == file).Select(block => block.Text)),
        Is.EqualTo(File.ReadAllText(Path.Combine(Folder, file))));

    [Test]
    public void Guide_ShowsNoOtherCode() => Assert.That(
        Blocks().Select(block => block.File).Distinct().Where(file => file is not ("sh" or "text")),
        Is.EquivalentTo(Files));

    [Test]
    public void Guide_TellsWhatTheProgramPrints()
    {
        string program = Path.Combine(TestContext.CurrentContext.TestDirectory, "KnockOut.dll");
        using Process run = Process.Start(new ProcessStartInfo("dotnet", [program, "simd"])
        {
            RedirectStandardOutput = true,
        })!;
        string printed = run.StandardOutput.ReadToEnd();
        run.WaitForExit();
        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(printed, Is.EqualTo(Blocks().Single(block => block.File == "text").Text));
    }

    private static IEnumerable<(string File, string Text)> Blocks() => Block()
        .Matches(Guide)
        .Select(match => (match.Groups["file"].Value, match.Groups["text"].Value));

    [GeneratedRegex(
        @"^```(?:(?:csharp|xml) )?(?<file>\S+)\n(?<text>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
