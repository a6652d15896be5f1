using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>Mistakes in scenarios whose prices come from a file, and what enters their hash.
/// </summary>
internal sealed class HistoryErrorTests
{
    [TestCase("step: 1d", "step: 12h", "found prices one in 86400 s, which tell nothing of")]
    [TestCase("kind: history, file: prices.csv, start: random", "kind: constant", "")]
    [TestCase("step: 1d", "step: 2d", "found prices one in 86400 s; allowed is a whole number of steps of 172800 s")]
    [TestCase("start: random", "start: 2020-04-05", "found 2020-04-05, from which the path needs a price of")]
    [TestCase("start: random", "start: soon", "found 'soon'; allowed is random or a time in UTC")]
    [TestCase("horizon: 10d", "horizon: 39d", "without a gap from 1 time; allowed is a shorter horizon")]
    [TestCase("column: BTC", "column: SOL", "SOL")]
    [TestCase("prices.csv, start", "none.csv, start", "process.file: found no file")]
    [TestCase("prices.csv, start", "/etc/passwd, start", "found the absolute path '/etc/passwd'")]
    [TestCase("step: 1d", "step: 1d\ncorrelations: { ETH-BTC: 0.5 }", "the rows of a table of its own")]
    [TestCase("step: 1d", "step: 1d\nmeasure: risk-neutral\nriskFreeRate: 0", "whose mean price is not known")]
    [TestCase("drift: 0.1", "drift: 0.1, recentred: false", "is not used; allowed only with recentred")]
    [TestCase("kind: history, file: prices.csv, start: random", "kind: bootstrap, file: prices.csv, meanBlock: 4", "found 4 beside 3 of BTC, whose rows are the same; allowed is one number")]
    public void Mistakes_AreTold(string find, string with, string expected)
    {
        ScenarioResult read = HistoryScenarios.WithFile(
            HistoryScenarios.Text.Replace(find, with, StringComparison.Ordinal));
        string all = string.Join('\n', read.Errors);
        if (expected.Length > 0) Assert.That(all, Does.Contain(expected));
        else Assert.That(all, Is.Empty);
    }

    [Test]
    public void Confined_TellsNoFolder()
    {
        ScenarioResult read = HistoryScenarios.WithFile(
            HistoryScenarios.Text.Replace(
                "prices.csv, start", "../prices.csv, start", StringComparison.Ordinal),
            isConfined: true);
        Assert.That(
            read.Errors.Single().ToString(), Does.Contain("which leaves the folder of books"));
        read = HistoryScenarios.WithFile(
            HistoryScenarios.Text, isConfined: true,
            prices => prices.Replace("date,", "day of week,", StringComparison.Ordinal));
        Assert.That(
            read.Errors.Select(error => error.File), Has.All.EqualTo("prices.csv"));
    }

    [Test]
    public void Hash_ChangesWithEachPrice()
    {
        string first = HistoryScenarios.Both().Hash;
        Assert.That(HistoryScenarios.Both().Hash, Is.EqualTo(first));
        foreach (string line in new[] { "2020-03-01,200,", "2020-03-20,", "2020-04-09," })
        {
            ScenarioResult read = HistoryScenarios.WithFile(
                HistoryScenarios.Text, false,
                prices => prices.Replace(line, line + "1", StringComparison.Ordinal));
            Assert.That(read.Errors, Is.Empty);
            Assert.That(read.Scenario!.Hash, Is.Not.EqualTo(first), line);
        }
    }

    [Test]
    public void Scenario_KnowsThatItReadsFiles() =>
        Assert.That(HistoryScenarios.Both().ReadsFiles, Is.True);
}
