using System.Text.Json;
using GpuRisk.Engine.Planning;
using GpuRisk.Host.Running;
using GpuRisk.Host.Service.Store;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>Makes plans of stored runs again.</summary>
internal sealed class RunPlans(RunStore store, ServiceOptions options)
{
    /// <summary>The plan of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="problem">Why there is none any more: a book that it reads is another one now.
    /// </param>
    /// <returns>The plan; null where there is a problem.</returns>
    public Plan? Of(RunRow run, out string? problem)
    {
        ScenarioResult read = Read(store.TextOf(run.TextHash), SettingsOf(run));
        Plan? plan = read.IsValid ? Planning.Of(read.Scenario, out _) : null;
        problem = plan is null
            ? "The scenario cannot be read any more: " + string.Join(' ', read.Errors)
            : plan.Scenario.Hash != run.ScenarioHash
                ? "A file that the scenario reads has changed since the run was accepted."
                : null;
        return problem is null ? plan : null;
    }

    /// <summary>Reads a scenario that came over the network.</summary>
    public ScenarioResult Read(ScenarioText text, IReadOnlyList<string> settings) =>
        ScenarioReader.Parse(
            text.AsYaml, "scenario", options.Files, settings, isConfined: true);

    /// <summary>The settings of a run.</summary>
    public static IReadOnlyList<string> SettingsOf(RunRow run) =>
        JsonSerializer.Deserialize(run.Settings, StoreJson.Default.IReadOnlyListString)!;
}
