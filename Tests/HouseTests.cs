using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GpuRisk.Engine.Planning;
using GpuRisk.Kernels.Random;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests;

/// <summary>The rules of the house that no compiler keeps: who may know whom, widths of lines, and
/// that nothing is kept that nobody uses.</summary>
internal sealed partial class HouseTests
{
    private const int Width = 100;

    private static readonly Assembly Kernels = typeof(Philox<,>).Assembly;
    private static readonly Assembly Scenarios = typeof(Scenario).Assembly;
    private static readonly Assembly Engine = typeof(Plan).Assembly;

    /// <summary>What an assembly refers to is what its code uses, whatever its project names.
    /// </summary>
    [Test]
    public void Kernels_KnowIlgpuAndTheRuntimeOnly() => Assert.That(
        Others(Kernels), Is.SubsetOf(new[] { "ILGPU" }));

    [Test]
    public void Scenarios_KnowNeitherEnginesNorTheNetworkNorTerminals() => Assert.That(
        Others(Scenarios), Is.SubsetOf(new[] { "YamlDotNet", "Sep", "MathNet.Numerics" }));

    [Test]
    public void Engine_KnowsNeitherYamlNorTheNetworkNorTerminals() => Assert.That(
        Others(Engine),
        Is.SubsetOf(new[]
        {
            "GpuRisk.Kernels", "GpuRisk.Scenarios", "ILGPU", "ILGPU.Algorithms", "MathNet.Numerics",
        }));

    [TestCase("Kernels", "")]
    [TestCase("Scenarios", "")]
    [TestCase("Engine", "Kernels Scenarios")]
    [TestCase("Host", "Engine Client")]
    [TestCase("Benchmarks", "Engine")]
    [TestCase("CudaTests", "Engine KnockOut")]
    public void Project_RefersToThoseBelowIt(string project, string below) => Assert.That(
        XDocument.Load(Path.Combine(Library.Root, project, project + ".csproj"))
            .Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("OutputItemType") != "Analyzer")
            .Select(reference => Path.GetFileNameWithoutExtension(
                ((string)reference.Attribute("Include")!).Replace('\\', '/'))),
        Is.EquivalentTo(below.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [TestCase("Kernels")]
    [TestCase("Scenarios")]
    [TestCase("Engine")]
    [TestCase("Host")]
    [TestCase("Benchmarks")]
    [TestCase("Tests")]
    [TestCase("CudaTests")]
    public void Namespaces_BeginWithTheirProject(string project) => Assert.That(
        Sources(project)
            .Select(file => (File: file, Name: Namespace().Match(File.ReadAllText(file)).Groups[1]))
            .Where(found => found.Name.Success
                && !Belongs(found.Name.Value, project, found.File))
            .Select(found => $"{Short(found.File)}: {found.Name}"),
        Is.Empty);

    /// <summary>A folder of a project uses those before it and none after it: none of these
    /// projects has a circle.</summary>
    [TestCase(
        "Engine",
        "Tallies Concentration Results Ledgers Planning Devices Sampling Running Counterfactuals "
        + "Breaches Backtesting Replaying Benchmarking")]
    [TestCase("Host", "Clients Figures Runs Reports Service Cli")]
    public void Folders_UseThoseBeforeThem(string project, string order)
    {
        string[] folders = order.Split(' ');
        (string File, string Folder)[] sources = [.. Sources(project)
            .Where(file => !file.Contains("/Clients/dotnet/", StringComparison.Ordinal))
            .Select(file => (file, FolderOf(project, file)))
            .Where(source => source.Item2 != "Program.cs")];
        Assert.That(sources.Select(source => source.Folder).Distinct(), Is.SubsetOf(folders));
        Assert.That(
            sources.SelectMany(source => folders
                .SkipWhile(folder => folder != source.Folder)
                .Skip(1)
                .Where(later => Uses(File.ReadAllText(source.File), project, later))
                .Select(later => $"{Short(source.File)} uses {later}")),
            Is.Empty);
    }

    /// <summary>Texts of several lines, such as scenarios, may be wider.</summary>
    [TestCase("Scenarios")]
    [TestCase("Host")]
    [TestCase("Kernels")]
    [TestCase("Engine")]
    [TestCase("Benchmarks")]
    [TestCase("CudaTests")]
    [TestCase("docs/extending")]
    public void Lines_AreNotWiderThanAPage(string project) => Assert.That(
        Sources(project).SelectMany(WideLines), Is.Empty);

    [Test]
    public void Packages_AreUsed()
    {
        XDocument versions = XDocument.Load(
            Path.Combine(Library.Root, "Directory.Packages.props"));
        HashSet<string> used = [.. Directory
            .GetFiles(Library.Root, "*.*proj", SearchOption.AllDirectories)
            .Append(Path.Combine(Library.Root, "Directory.Build.props"))
            .SelectMany(file => XDocument.Load(file).Descendants("PackageReference"))
            .Select(reference => (string)reference.Attribute("Include")!)];
        string built = File.ReadAllText(
            Path.ChangeExtension(typeof(HouseTests).Assembly.Location, ".deps.json"));
        Assert.That(
            versions.Descendants("PackageVersion")
                .Select(version => (string)version.Attribute("Include")!)
                .Where(name => !used.Contains(name)
                    && !built.Contains($"\"{name}/", StringComparison.Ordinal)),
            Is.Empty);
    }

    /// <summary>A test that names a section of docs/oracles.md finds it there.</summary>
    [Test]
    public void Oracles_ThatTestsCite_AreStated()
    {
        HashSet<string> stated = [.. File
            .ReadLines(Path.Combine(Library.Root, "docs", "oracles.md"))
            .Where(line => line.StartsWith("## ", StringComparison.Ordinal))
            .Select(line => line[3..])];
        string[] cited = [.. Sources("Tests")
            .SelectMany(file => Citation().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)];
        Assert.That(cited, Has.Length.GreaterThan(20));
        Assert.That(cited.Distinct(), Is.EquivalentTo(stated));
    }

    /// <summary>Every variable of the environment that code reads is told of to who builds; those
    /// of the service are settings, which docs/service.md lists.</summary>
    [Test]
    public void Switches_AreInTheContributorsGuide()
    {
        string guide = File.ReadAllText(Path.Combine(Library.Root, "CONTRIBUTING.md"));
        string[] folders =
            ["Host", "Tests", "CudaTests", "Engine", "Kernels", "Scenarios", "Benchmarks"];
        HashSet<string> read = [.. folders.SelectMany(Sources)
            .SelectMany(file => Switch().Matches(File.ReadAllText(file)))
            .Select(match => match.Value)
            .Where(name => !name.StartsWith("GPURISK_SERVE_", StringComparison.Ordinal))];
        Assert.That(read, Has.Count.GreaterThan(10));
        Assert.That(
            read.Where(name => !guide.Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty);
    }

    private static bool Belongs(string name, string project, string file) =>
        (name + ".").StartsWith(
            file.Contains("/Clients/dotnet/", StringComparison.Ordinal)
                ? "GpuRisk.Client." : $"GpuRisk.{project}.",
            StringComparison.Ordinal);

    private static string FolderOf(string project, string file) => Path
        .GetRelativePath(Path.Combine(Library.Root, project), file)
        .Split(Path.DirectorySeparatorChar)[0];

    // Within a namespace the rest of a name is enough.
    private static bool Uses(string text, string project, string folder) => Regex.IsMatch(
        text, $@"\bGpuRisk\.{project}\.{folder}\b|(?<![\w.""]){folder}\.[A-Z]");

    // The runtime comes with consoles and sockets, which are no more welcome than packages.
    private static IEnumerable<string> Others(Assembly assembly) => assembly
        .GetReferencedAssemblies()
        .Select(reference => reference.Name!)
        .Where(name => name != "netstandard"
            && (!name.StartsWith("System.", StringComparison.Ordinal)
                || name is "System.Console"
                || name.StartsWith("System.Net.", StringComparison.Ordinal)));

    private static IEnumerable<string> Sources(string project) => Directory
        .GetFiles(Path.Combine(Library.Root, project), "*.cs", SearchOption.AllDirectories)
        .Where(file => !Built().IsMatch(file));

    private static IEnumerable<string> WideLines(string file)
    {
        bool isText = false;
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            isText ^= RawText().Count(line) % 2 == 1;
            if (line.Length > Width && !isText) yield return $"{Short(file)}:{number}";
        }
    }

    private static string Short(string file) => Path.GetRelativePath(Library.Root, file);

    [GeneratedRegex(@"[/\\](bin|obj|node_modules)[/\\]")]
    private static partial Regex Built();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex("\"{3,}")]
    private static partial Regex RawText();

    [GeneratedRegex(@"// docs/oracles\.md, ""([^""]+)""")]
    private static partial Regex Citation();

    [GeneratedRegex(@"\bGPURISK_[A-Z]+(_[A-Z]+)*\b(?!_)")]
    private static partial Regex Switch();
}
