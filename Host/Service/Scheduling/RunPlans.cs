using System.Text.Json;
using GpuRisk.Engine.Planning;
using GpuRisk.Host.Runs.Running;
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
            : ChangeSince(run.ScenarioHash, plan.Scenario);
        return problem is null ? plan : null;
    }

    /// <summary>Why a scenario may be another one than when its run was accepted; null where it is
    /// the same. An earlier form of hash does not tell, but only files change.</summary>
    /// <param name="accepted">The hash of then.</param>
    /// <param name="scenario">What is read now.</param>
    public static string? ChangeSince(string accepted, Scenario scenario) =>
        accepted == scenario.Hash ? null
        : ScenarioHash.FormOf(accepted) == ScenarioHash.Form
            ? "A file that the scenario reads has changed since the run was accepted."
        : scenario.ReadsFiles
            ? "An earlier version accepted the run, and whether a file that the scenario reads has "
                + "changed since cannot be told."
        : null;

    /// <summary>Reads a scenario that came over the network.</summary>
    public ScenarioResult Read(ScenarioText text, IReadOnlyList<string> settings) =>
        ScenarioReader.Parse(
            text.AsYaml, "scenario", options.Files, settings, isConfined: true);

    /// <summary>The settings of a run.</summary>
    public static IReadOnlyList<string> SettingsOf(RunRow run) =>
        JsonSerializer.Deserialize(run.Settings, StoreJson.Default.IReadOnlyListString)!;
}
