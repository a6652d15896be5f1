using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Scenarios;
using GpuRisk.Tests.Models;

namespace GpuRisk.Tests.Specification;

/// <summary>A scenario and the book beside it.</summary>
internal sealed class BookFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gpurisk-book-");

    public BookFolder(string scenario, params IEnumerable<string> rows)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "scenario.yaml"), scenario);
        File.WriteAllLines(
            Path.Combine(_folder.FullName, "book.csv"),
            rows.Prepend("wallet,class,asset,collateral,debtAsset,debt"));
    }

    public ScenarioResult Read(params IReadOnlyList<string> settings) =>
        ScenarioReader.Read(Path.Combine(_folder.FullName, "scenario.yaml"), settings);

    public Plan Plan(params IReadOnlyList<string> settings)
    {
        ScenarioResult read = Read(settings);
        return read.Scenario is { } scenario
            ? ScenarioPlanner.Plan(scenario)
            : throw new ArgumentException(string.Join('\n', read.Errors));
    }

    /// <summary>One path in double precision.</summary>
    public RunResult RunOnce(params IReadOnlyList<string> settings) =>
        Simulation.RunOnce(Plan(settings));

    public void Dispose() => _folder.Delete(recursive: true);
}
