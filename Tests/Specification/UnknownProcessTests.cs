using GpuRisk.Engine.Planning;
using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Building;
using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;
using GpuRisk.Tests.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>A price process that a part of the product does not know is refused by name, never
/// taken for another. One without moments, or of which nobody knows whether it moves, does not
/// compile.</summary>
[TestFixture]
internal sealed class UnknownProcessTests
{
    private sealed record ImaginaryProcess : PriceProcess
    {
        public override string Kind => "imaginary";

        public override bool MovesByItself() => true;

        public override AssetMoments Moments(double years) => default;
    }

    private static readonly Asset Imaginary = new(0, "ETH", 1, new ImaginaryProcess());

    private static IEnumerable<TestCaseData> Users()
    {
        Scenario scenario = ScenarioReader.Parse(Samples.Pools, "s.yaml").Scenario!;
        scenario = scenario with { Assets = [Imaginary, .. scenario.Assets.Skip(1)] };
        yield return Named("canonical form", () => scenario.CanonicalText());
        yield return Named("hash", () => scenario.Hash);
        yield return Named("plan", () => ScenarioPlanner.Plan(scenario));
    }

    [TestCaseSource(nameof(Users))]
    public void Process_ThatIsUnknown_IsNamed(Action use) => Assert.That(
        () => use(), Throws.InstanceOf<Exception>().With.Message.Contains(nameof(ImaginaryProcess)));

    [Test]
    public void Kind_ThatIsUnknown_IsNamed()
    {
        var place = new Place("s.yaml", 1, 1);
        Value Of(object content) => new("", place, place, content);
        Value kind = Of(new Dictionary<string, Value> { ["kind"] = Of("imaginary") });
        Value entry = Of(new Dictionary<string, Value> { ["process"] = kind });
        var context = new BuildContext(
            Of(new Dictionary<string, Value>()), default, new ErrorLog("s.yaml"));
        Assert.That(
            () => AssetBuilder.Process(entry, context),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
                .With.Message.Contains("imaginary"));
    }

    private static TestCaseData Named(string name, Func<object> use) =>
        new TestCaseData((Action)(() => use())).SetArgDisplayNames(name);
}
