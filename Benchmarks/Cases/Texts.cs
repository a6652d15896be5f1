using GpuRisk.Engine.Planning;
using GpuRisk.Scenarios;

namespace GpuRisk.Benchmarks.Cases;

/// <summary>Plans from scenario texts and from the library.</summary>
internal static class Texts
{
    /// <summary>The folder of the solution, or of the part of it that an archive for a GPU has.
    /// </summary>
    public static string Root { get; } = FindRoot();

    public static Plan Plan(string text, string name) =>
        Plan(ScenarioReader.Parse(text, name), name);

    public static Plan Library(string name) => Plan(
        ScenarioReader.Read(Path.Combine(Root, "Scenarios", "library", name + ".yaml")), name);

    private static Plan Plan(ScenarioResult result, string name) => result.IsValid
        ? ScenarioPlanner.Plan(result.Scenario)
        : throw new InvalidDataException(
            $"{name}: {string.Join(Environment.NewLine, result.Errors)}");

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !Directory.Exists(Path.Combine(folder, "Benchmarks", "peers")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException(
            $"Benchmarks/peers is in no folder above {AppContext.BaseDirectory}.");
    }
}
