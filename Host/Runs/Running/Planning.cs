using GpuRisk.Engine.Planning;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Running;

/// <summary>Plans scenarios that users wrote.</summary>
internal static class Planning
{
    /// <summary>Plans a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="problem">Why it cannot be simulated though every key of it is allowed: its
    /// outcomes would outgrow the numbers that hold them, or draws of uncertain numbers tell
    /// something else than their medians do; or a figure is of no metric.</param>
    /// <returns>The plan; null where there is a problem.</returns>
    public static Plan? Of(Scenario scenario, out PlanProblem? problem)
    {
        problem = null;
        try
        {
            return ScenarioPlanner.Plan(scenario);
        }
        catch (ScenarioException wrong)
        {
            problem = new PlanProblem(wrong.Message, wrong.Errors);
            return null;
        }
        catch (Exception error) when (
            error is ArgumentOutOfRangeException or ArithmeticException or NotSupportedException)
        {
            string reason = error is ArithmeticException
                ? "some of its numbers are too large, or too small, to compute with"
                : error.Message.Split(" (Parameter", 2)[0];
            problem = new PlanProblem(
                $"the scenario {scenario.Name} cannot be simulated: {reason}", []);
            return null;
        }
    }
}
