using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>The scenarios of the folder paradox: joint markets, each with a paragraph.</summary>
[TestFixture]
internal sealed class ParadoxTests
{
    private const long Paths = 200;

    // Balances are checked on integers; means of outcomes are read from coarser fixed points.
    private const double MeansAreRounded = 1e-7;

    private static IEnumerable<string> Scenarios => Library.Paradox;

    [Test]
    public void Folder_HasAScenarioForEachMechanismAndOneForAll() =>
        Assert.That(Scenarios.Count(), Is.EqualTo(13));

    [Test]
    public void Ledger_IsBalancedOnEveryPath([ValueSource(nameof(Scenarios))] string scenario)
    {
        LedgerResult ledger = Ledger(scenario);
        double all = ledger.Accounts.Sum(a => a.Profit.Mean ?? double.NaN);
        double largest = ledger.Accounts.Max(a => Math.Abs(a.Profit.Mean ?? double.NaN));
        Assert.Multiple(() =>
        {
            Assert.That(ledger.UnbalancedPaths, Is.Zero);
            Assert.That(all, Is.EqualTo(0).Within(MeansAreRounded * largest));
        });
    }

    [Test]
    public void Readme_HasAParagraphWithFigures([ValueSource(nameof(Scenarios))] string scenario)
    {
        string name = scenario[(scenario.IndexOf('/') + 1)..];
        string[] sections = File
            .ReadAllText(Path.Combine(Library.Folder, "paradox", "README.md"))
            .Split("\n## ");
        string? own = sections.FirstOrDefault(
            s => s.StartsWith(name + "\n", StringComparison.Ordinal));
        Assert.That(own, Does.Contain("±"), $"README.md has no paragraph on {name}");
    }

    [Test]
    public void Name_IsThatOfTheFile([ValueSource(nameof(Scenarios))] string scenario) =>
        Assert.That("paradox/" + Library.Plan(scenario).Scenario.Name, Is.EqualTo(scenario));

    private static LedgerResult Ledger(string scenario)
    {
        Plan plan = Library.Plan(scenario);
        RunOutcome outcome = Library.Run(plan, Paths);
        return RunReport.Create(
            plan, new RunOptions(Paths, plan.Scenario.Seed), outcome).Ledger!;
    }
}
