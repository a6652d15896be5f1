using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>What the engine itself makes of a scenario, without any service, in one go.</summary>
internal static class Truth
{
    /// <summary>The digest of a run.</summary>
    public static string Digest(
        string yaml, long? paths = null, ulong? seed = null,
        Precision precision = Precision.Float32, params string[] settings)
    {
        Plan plan = PlanOf(yaml, settings);
        long count = paths ?? plan.Scenario.Paths;
        ulong first = seed ?? plan.Scenario.Seed;
        using var device = new SimdDevice(2);
        RunOutcome outcome = new PathRunner([device], TimeProvider.System).Run(
            plan, new RunOptions(count, first, precision));
        return outcome.Tally.Digest(plan.Hash, first, count);
    }

    /// <summary>The plan of a scenario.</summary>
    public static Plan PlanOf(string yaml, params string[] settings)
    {
        ScenarioResult read = ScenarioReader.Parse(yaml, "truth", null, settings);
        Assert.That(read.Errors, Is.Empty);
        return ScenarioPlanner.Plan(read.Scenario!);
    }
}
