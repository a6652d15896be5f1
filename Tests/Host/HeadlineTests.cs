using GpuRisk.Engine.Planning;
using GpuRisk.Host.Figures;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary>What is shown first of a run, and what is followed while it goes on.</summary>
[TestFixture]
public sealed class HeadlineTests
{
    [TestCase("quick-start", new[]
    {
        "full.netVersusHold", "wide.netVersusHold", "narrow.netVersusHold",
    })]
    [TestCase("usdc-march-2023", new[] { "USDC.minimum", "USDT.minimum" })]
    [TestCase("wsteth-eth-loop", new[]
    {
        "loop-1-0225.borrowerLoss", "loop-1-0225.badDebt", "loop-1-035.borrowerLoss",
    })]
    public void Followed_IsTheHeadlineAndTheSameOfOthers(string scenario, string[] metrics) =>
        Assert.That(Headline.Followed(Library.Plan(scenario)), Is.SupersetOf(metrics));

    [Test]
    public void Followed_OfAMarket_HasTheProfitOfEachClass()
    {
        Plan plan = Library.Plan("paradox/defi-paradox");
        Assert.That(
            Headline.Followed(plan),
            Is.EqualTo(((string[])["market.centralisedShareOfGains"])
                .Concat(plan.Scenario.Classes.Select(wallets => $"{wallets.Name}.profit"))));
    }

    /// <summary>What is rare stands before what the scenario is about otherwise.</summary>
    [Test]
    public void Headline_BeginsWithWhatIsRare()
    {
        string file = Path.Combine(
            Library.Root, "Scenarios", "library", "paradox", "liquidations-and-mev.yaml");
        Plan plan = ScenarioPlanner.Plan(
            ScenarioReader.Read(file, ["rare=aave.badDebt"]).Scenario!);
        Assert.That(
            Headline.Of(plan),
            Is.EqualTo(new[] { "aave.badDebt", "market.centralisedShareOfGains" }));
    }

    [TestCaseSource(typeof(Library), nameof(Library.Names))]
    public void Followed_BeginsWithTheHeadline_AndIsOfThePlan(string scenario)
    {
        Plan plan = Library.Plan(scenario);
        IReadOnlyList<string> followed = Headline.Followed(plan);
        Assert.Multiple(() =>
        {
            Assert.That(followed, Is.Unique.And.Not.Empty);
            Assert.That(followed, Has.Count.LessThanOrEqualTo(12));
            Assert.That(
                followed.Take(Headline.Of(plan).Count), Is.EqualTo(Headline.Of(plan)));
            Assert.That(followed, Is.SubsetOf(plan.Metrics.Select(metric => metric.Name)));
        });
    }
}
