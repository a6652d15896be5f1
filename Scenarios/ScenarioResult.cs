using System.Diagnostics.CodeAnalysis;

namespace GpuRisk.Scenarios;

/// <summary>What became of a scenario file: the scenario, or all that is wrong with it.</summary>
public sealed class ScenarioResult
{
    internal ScenarioResult(
        Scenario? scenario,
        string sourceText,
        IReadOnlyList<ScenarioError> errors)
    {
        Scenario = scenario;
        SourceText = sourceText;
        Errors = errors;
    }

    /// <summary>The scenario; null exactly where there are errors.</summary>
    public Scenario? Scenario { get; }

    /// <summary>What happened, where the file says so; no part of what is simulated.</summary>
    public IReadOnlyList<Observation> Observed { get; internal init; } = [];

    /// <summary>The text that was read, before overrides; empty where unreadable.</summary>
    public string SourceText { get; }

    /// <summary>All errors in order of file, line and column; empty where there are none.</summary>
    public IReadOnlyList<ScenarioError> Errors { get; }

    /// <summary>True where there is a scenario.</summary>
    [MemberNotNullWhen(true, nameof(Scenario))]
    public bool IsValid => Scenario is not null;
}
