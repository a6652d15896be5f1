using System.Text;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>Whatever a path names, reading it ends in a scenario or in an error.</summary>
internal sealed class ScenarioFileTests
{
    private DirectoryInfo _folder = null!;

    private string FilePath => Path.Combine(_folder.FullName, "s.yaml");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("gpurisk-files-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public void Read_ValidFile_KeepsItsText()
    {
        File.WriteAllText(FilePath, Samples.Pools);
        ScenarioResult result = ScenarioReader.Read(FilePath, ["paths=7"]);
        Assert.That(result.Scenario!.Paths, Is.EqualTo(7));
        Assert.That(result.SourceText, Is.EqualTo(Samples.Pools));
    }

    [Test]
    public void Read_ByteOrderMarkAndWindowsLines_AreRead()
    {
        string text = Samples.Pools.ReplaceLineEndings("\r\n");
        File.WriteAllText(FilePath, text, new UTF8Encoding(true));
        Assert.That(ScenarioReader.Read(FilePath).Errors, Is.Empty);
    }

    [Test]
    public void Read_Directory_IsRefused() =>
        AssertError(_folder.FullName, 1, 1, "this is a directory");

    [Test]
    public void Read_MissingFile_IsRefused() => AssertError(FilePath, 1, 1, "no such file");

    [Test]
    public void Read_MissingFolder_IsRefused() =>
        AssertError(Path.Combine(_folder.FullName, "a", "b.yaml"), 1, 1, "no such file");

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("a\0b")]
    public void Read_NoName_IsRefused(string path) =>
        AssertError(path, 1, 1, "not the name of a file");

    [Test]
    public void Read_TooLongName_IsRefused() =>
        AssertError(Path.Combine(_folder.FullName, new string('a', 5000)), 1, 1, "");

    [Test]
    public void Read_EmptyFile_IsRefused()
    {
        File.WriteAllText(FilePath, "");
        AssertError(FilePath, 1, 1, "found nothing");
    }

    [Test]
    public void Read_TooLargeFile_IsRefused()
    {
        File.WriteAllBytes(FilePath, new byte[(4 * 1024 * 1024) + 1]);
        AssertError(FilePath, 1, 1, "larger than 4194304 bytes");
    }

    [Test]
    public void Read_InvalidUtf8_IsToldAtItsPlace()
    {
        File.WriteAllBytes(FilePath, [.. "scenario: a\nök: "u8, 0xC3, 0x28]);
        AssertError(FilePath, 2, 5, "not UTF-8");
    }

    [Test]
    public void Read_Binary_IsRefused()
    {
        File.WriteAllBytes(FilePath, [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0]);
        AssertError(FilePath, 1, 1, "control character U+007F");
    }

    private static void AssertError(string path, int line, int column, string message)
    {
        ScenarioResult result = ScenarioReader.Read(path);
        ScenarioError error = result.Errors.Single();
        Assert.That(result.IsValid, Is.False);
        Assert.That((error.Line, error.Column), Is.EqualTo((line, column)), error.ToString());
        Assert.That(error.File, Is.EqualTo(path));
        Assert.That(error.Message, Does.Contain(message));
    }
}
