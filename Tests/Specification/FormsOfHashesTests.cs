using System.Text.Json.Nodes;
using GpuRisk.Engine.Planning;
using GpuRisk.Host.Cli;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Scenarios;
using GpuRisk.Tests.Host;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>
/// A hash says which canonical form it is of. Results whose hash is of the first form, which says
/// nothing, still verify: the digest covers the hash as kept, and every outcome.
/// </summary>
internal sealed class FormsOfHashesTests : HostFixture
{
    private static readonly string First = new('a', 64);

    [Test]
    public void Result_OfTheFirstForm_IsVerifiedByItsDigest()
    {
        KeepWith(First);
        CommandRun run = CommandRun.Of("verify", At("kept"));
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Output + run.Error);
        Assert.That(run.Output, Does.Contain("(with its scenario/1 hash as kept)"));
    }

    [TestCase("scenario.yaml", "volatility: 0.8", "volatility: 0.81")]
    [TestCase("manifest.json", "aaaa", "bbbb")]
    [TestCase("result.json", "\"seed\":7", "\"seed\":8")]
    public void Result_OfTheFirstForm_ThatWasTamperedWith_Differs(
        string file, string find, string with)
    {
        KeepWith(First);
        string text = File.ReadAllText(At("kept/" + file));
        Assert.That(text, Does.Contain(find));
        Write("kept/" + file, text.Replace(find, with, StringComparison.Ordinal));
        Assert.That(CommandRun.Of("verify", At("kept")).Code, Is.EqualTo(ExitCode.Failed));
    }

    [Test]
    public void Result_OfAFormToCome_IsRefused()
    {
        KeepWith("scenario/3:" + First);
        CommandRun run = CommandRun.Of("verify", At("kept"));
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain(
            "found a scenario hash of the form 'scenario/3'; known are scenario/1 and scenario/2"));
    }

    /// <summary>Only files can have changed under a stored run, and a hash of the first form does
    /// not tell whether they have.</summary>
    [Test]
    public void StoredRun_OfTheFirstForm_GoesOnWhereItReadsNoFile()
    {
        Scenario pool = Read("pool.yaml");
        Scenario book = Read("lending.yaml");
        Assert.That(RunPlans.ChangeSince(First, pool), Is.Null);
        Assert.That(RunPlans.ChangeSince(First, book), Does.Contain("cannot be told"));
        Assert.That(RunPlans.ChangeSince(book.Hash, book), Is.Null);
        Assert.That(
            RunPlans.ChangeSince("scenario/2:" + First, pool), Does.Contain("has changed"));
    }

    private Scenario Read(string file) => ScenarioReader.Read(At(file)).Scenario!;

    // A result as it would be with another hash of its scenario.
    private void KeepWith(string hash)
    {
        CommandRun run = CommandRun.Of(
            "run", At("pool.yaml"), "--device", "simd", "--quiet", "--out", At("kept"));
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        Plan plan = Library.PlanText(File.ReadAllText(At("pool.yaml")));
        string digest = Library.Run(plan, plan.Scenario.Paths).Tally
            .Digest(hash, plan.Scenario.Seed, plan.Scenario.Paths);
        Change("manifest.json", manifest => manifest["scenarioHash"] = hash);
        foreach (string file in (string[])["manifest.json", "result.json"])
            Change(file, content => content["digest"] = digest);
    }

    private void Change(string file, Action<JsonNode> change)
    {
        JsonNode node = JsonNode.Parse(File.ReadAllText(At("kept/" + file)))!;
        change(node);
        Write("kept/" + file, node.ToJsonString());
    }
}
