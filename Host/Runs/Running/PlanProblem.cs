using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Running;

/// <summary>Why a scenario cannot be planned.</summary>
/// <param name="Reason">Why, in one line or one line an error.</param>
/// <param name="Errors">What is wrong with its text; empty where the text tells no place.</param>
internal sealed record PlanProblem(string Reason, IReadOnlyList<ScenarioError> Errors)
{
    /// <summary>The same as a failure.</summary>
    public Failure Failure => FailureOf([]);

    /// <summary>The same as a failure of a scenario that was read with settings.</summary>
    public Failure FailureOf(IReadOnlyList<string> settings) => Errors.Count > 0
        ? Failure.Located(StatedSettings.Placed(Errors, settings))
        : Failure.OfInput(Reason);
}
