using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Merging;

/// <summary>
/// Parts of one run, added up. What they give does not depend on their order, nor on how they were
/// added up before: tallies are sums of integers, and all else is put in an order of its own.
/// </summary>
/// <param name="parts">Parts that <see cref="PartChecks"/> finds nothing wrong with.</param>
internal sealed class PartSum(IEnumerable<KeptPart> parts)
{
    /// <summary>The parts, by their first paths.</summary>
    public IReadOnlyList<KeptPart> Parts { get; } =
        [.. parts.OrderBy(part => part.Manifest.Ranges[0].First)];

    /// <summary>The part with the first path, whose scenario goes with the result.</summary>
    public KeptPart First => Parts[0];

    /// <summary>Plans the run.</summary>
    /// <param name="text">The scenario as it is written.</param>
    /// <param name="failure">Why it cannot be planned.</param>
    /// <returns>The plan; null where there is a failure.</returns>
    public Plan? Plan(out string text, out Failure? failure)
    {
        ScenarioResult read = ScenarioReader.Read(First.ScenarioPath, First.Manifest.Overrides);
        text = read.SourceText;
        if (!read.IsValid)
        {
            failure = Failure.Located(read.Errors);
            return null;
        }

        Plan? plan = Planning.Of(read.Scenario, out PlanProblem? problem);
        failure = problem?.Failure;
        if (plan is not null && plan.Hash != First.Manifest.ScenarioHash)
        {
            failure = Failure.Located(
                $"{First.ScenarioPath}: found a scenario of hash {plan.Hash}; "
                + $"{RunFolder.PartName} tells of {First.Manifest.ScenarioHash}");
            return null;
        }

        return plan;
    }

    /// <summary>Adds the parts up.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="whole">How the whole run is run.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="failure">What of them cannot be read.</param>
    /// <returns>All their paths; null where there is a failure.</returns>
    public Part? Add(
        Plan plan, RunOptions whole, CancellationToken cancellation, out Failure? failure)
    {
        failure = null;
        var sum = new RunTally(plan.Metrics, plan.Draws);
        foreach (KeptPart part in Parts)
        {
            cancellation.ThrowIfCancellationRequested();
            RunTally? tally = part.ReadTally(out failure);
            if (tally is null)
            {
                return null;
            }

            sum.Merge(tally);
        }

        PartManifest[] manifests = [.. Parts.Select(part => part.Manifest)];
        var outcome = new RunOutcome(
            sum,
            manifests.Aggregate(TimeSpan.Zero, (all, manifest) => all + manifest.Elapsed),
            DevicesOf(manifests),
            [.. manifests.SelectMany(m => m.Warnings).Distinct().Order(StringComparer.Ordinal)],
            sum.Paths < whole.Paths)
        {
            Ranges = PathRange.Join(manifests.SelectMany(manifest => manifest.Ranges)),
        };
        return new Part(
            plan, whole, outcome,
            manifests.Min(manifest => manifest.StartedUtc),
            manifests.Max(manifest => manifest.FinishedUtc));
    }

    private static DeviceShare[] DevicesOf(IEnumerable<PartManifest> manifests) =>
    [
        .. manifests
            .SelectMany(manifest => manifest.Devices)
            .GroupBy(device => (device.Id, device.Name))
            .Select(same => new DeviceShare(
                same.Key.Id, same.Key.Name, same.Sum(device => device.Paths)))
            .OrderBy(device => device.Id, StringComparer.Ordinal)
            .ThenBy(device => device.Name, StringComparer.Ordinal),
    ];
}
