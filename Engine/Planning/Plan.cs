using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Prices;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning;

/// <summary>A scenario as kernels read it: two flat tables, and what the outcomes mean.</summary>
public sealed class Plan
{
    internal Plan(Scenario scenario, PlanTables tables, IReadOnlyList<PriceCheck> checks)
    {
        Scenario = scenario;
        Reals = [.. tables.Reals];
        Integers = [.. tables.Integers];
        StateSlots = tables.Slots;
        Outcomes = [.. tables.Metrics];
        Metrics = Outcomes;
        Checks = checks;
    }

    /// <summary>The scenario that was planned.</summary>
    public Scenario Scenario { get; }

    /// <summary>The table of reals.</summary>
    public IReadOnlyList<double> Reals { get; }

    /// <summary>The table of integers.</summary>
    public IReadOnlyList<int> Integers { get; private set; }

    /// <summary>Reals of state that a path needs while it runs.</summary>
    public int StateSlots { get; }

    /// <summary>What the kernel writes of each path.</summary>
    public IReadOnlyList<Metric> Outcomes { get; }

    /// <summary>What is tallied of each path: the kernel's outcomes, or what a ledger makes of
    /// them.</summary>
    public IReadOnlyList<Metric> Metrics { get; }

    /// <summary>Which outcomes tell whether the simulated prices are those asked for.</summary>
    public IReadOnlyList<PriceCheck> Checks { get; }

    /// <summary>
    /// The same plan, stopped early. Random numbers are functions of path and step, so a path of
    /// it is the beginning of the same path of this plan; metrics that divide by the horizon
    /// still divide by the whole one, and checks do not hold.
    /// </summary>
    /// <param name="step">The last step, 0 to the plan's number of steps.</param>
    internal Plan Until(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, Integers[PriceTable.Steps]);
        int[] integers = [.. Integers];
        integers[PriceTable.Steps] = step;
        var plan = (Plan)MemberwiseClone();
        plan.Integers = integers;
        return plan;
    }
}
