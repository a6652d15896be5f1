using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning.Controls;
using GpuRisk.Engine.Planning.Figures;
using GpuRisk.Engine.Planning.Tilts;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Prices;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning;

/// <summary>What a model simulates, as kernels read it: two flat tables, and what the outcomes
/// mean.</summary>
public sealed class Plan
{
    private readonly Lazy<string> _hash;
    private readonly PlannedControl[] _controls;
    private readonly PathDependence _dependence;

    internal Plan(
        PlanBuilder tables, ModelCode model, LedgerDraft? ledger, string name, string kernel,
        Func<string>? hash)
    {
        Name = name;
        Kernel = kernel;
        Scenario = tables.Market;
        Model = model;
        _hash = new(hash ?? (() => PlanHash.Of(this)));
        Loans = tables.Loans;
        Tables = new PlanTables([.. tables.Reals], [.. tables.Integers]);
        Slots = tables.Slots;
        Buffers = tables.Buffers;
        Outcomes = [.. tables.Metrics];
        Ledgers = ledger is null ? [] : [new LedgerPlan(Scenario, ledger, Outcomes)];
        Metrics = Ledger?.Metrics ?? Outcomes;
        Checks = tables.Checks;
        Warnings = [.. tables.Warnings];
        Smallest = tables.Smallest;
        Tilt = tables.Tilt;
        _controls = [.. tables.Controls];
        _dependence = tables.Dependence;
    }

    private Plan(Plan plan)
    {
        Name = plan.Name;
        Kernel = plan.Kernel;
        Scenario = plan.Scenario;
        Model = plan.Model;
        _hash = plan._hash;
        Loans = plan.Loans;
        Tables = plan.Tables;
        Slots = plan.Slots;
        Buffers = plan.Buffers;
        Outcomes = plan.Outcomes;
        Ledgers = plan.Ledgers;
        Metrics = plan.Metrics;
        Derived = plan.Derived;
        Figures = plan.Figures;
        Checks = plan.Checks;
        Warnings = plan.Warnings;
        Smallest = plan.Smallest;
        Tilt = plan.Tilt;
        Mixture = plan.Mixture;
        RareMetric = plan.RareMetric;
        _controls = plan._controls;
        _dependence = plan._dependence;
        Controls = plan.Controls;
    }

    /// <summary>Its name in results: the scenario's, or what a model's planner calls it.</summary>
    public string Name { get; }

    /// <summary>The kernel's name in results.</summary>
    public string Kernel { get; }

    /// <summary>
    /// What tells it from every other plan, as a part of each run's digest: the scenario's hash, or
    /// of a model that no scenario describes that of the tables, <c>model/1:</c> and 64 hexadecimal
    /// digits. Computed once.
    /// </summary>
    public string Hash => _hash.Value;

    /// <summary>The scenario whose prices are simulated, and of the house's own models all else
    /// that it says.</summary>
    public Scenario Scenario { get; }

    /// <summary>The loans that were planned.</summary>
    internal IReadOnlyList<Loan> Loans { get; }

    /// <summary>What simulates it.</summary>
    public ModelCode Model { get; }

    /// <summary>What kernels read: a table of reals and one of integers for each draw.</summary>
    public PlanTables Tables { get; private init; }

    /// <summary>The table of reals; of uncertain numbers those of all draws.</summary>
    public IReadOnlyList<double> Reals => Tables.Reals;

    /// <summary>The table of integers; of uncertain numbers those of all draws.</summary>
    public IReadOnlyList<int> Integers => Tables.Integers;

    /// <summary>How many sets of uncertain numbers were drawn; 1 where none is uncertain.</summary>
    public int Draws => Mixture is null ? Tables.Draws : 1;

    /// <summary>Number of time steps.</summary>
    public int Steps => Integers[PriceHeader.PlaceOf.Steps];

    private int Slots { get; init; }

    private int Buffers { get; init; }

    /// <summary>Reals of state that a path needs while it runs.</summary>
    /// <param name="blockSteps">Steps that the lane takes at a time.</param>
    public int StateSlots(int blockSteps) => Slots + (Buffers * blockSteps);

    /// <summary>What the kernel writes of each path.</summary>
    public IReadOnlyList<Metric> Outcomes { get; private init; }

    /// <summary>What is tallied of each path: the kernel's outcomes, or what a ledger makes of
    /// them, and what figures derive from these.</summary>
    public IReadOnlyList<Metric> Metrics { get; private init; }

    /// <summary>What figures derive from the other outcomes; the last of the metrics.</summary>
    internal DerivedOutcomes Derived { get; private init; } = DerivedOutcomes.None;

    /// <summary>The figures that the scenario states, in its order.</summary>
    public IReadOnlyList<PlannedFigure> Figures { get; private init; } = [];

    /// <summary>What results tell of: the metrics that are not internal, and figures that are
    /// none of these.</summary>
    public IEnumerable<Metric> Told =>
    [
        .. Metrics.Where(metric => !metric.Internal),
        .. Figures.Where(figure => !figure.IsTallied).Select(figure => figure.Told),
    ];

    /// <summary>How outcomes become entries of a ledger; null where the kernel has none.</summary>
    internal LedgerPlan? Ledger => Ledgers.Count > 0 ? Ledgers[0] : null;

    /// <summary>The same for each draw; empty where the kernel has no ledger.</summary>
    internal IReadOnlyList<LedgerPlan> Ledgers { get; private init; }

    /// <summary>The same for a path.</summary>
    internal LedgerPlan LedgerOf(long path) =>
        Ledgers.Count == 1 ? Ledgers[0] : Ledgers[Tables.Drawn.DrawOf((uint)path)];

    /// <summary>Where what is drawn can be tilted; null where the scenario is about nothing rare,
    /// or where paths should follow the true law.</summary>
    internal PlannedTilt? Tilt { get; private init; }

    /// <summary>The laws by which paths are drawn; null where all follow the true one.</summary>
    internal TiltMixture? Mixture { get; private init; }

    /// <summary>The metric that is rare; -1 where none is.</summary>
    internal int RareMetric { get; private init; } = -1;

    /// <summary>Whether each path counts by a weight.</summary>
    public bool IsWeighted => Metrics.Any(metric => metric.IsWeight);

    /// <summary>Outcomes whose means are known, by which those of all others are corrected; the
    /// last of the metrics.</summary>
    internal IReadOnlyList<PlannedControl> Controls { get; private init; } = [];

    /// <summary>Whether paths are independent and count once.</summary>
    internal bool IsPlain => Controls.Count == 0 && _dependence == PathDependence.None;

    /// <summary>Whether every path's outcomes are tallied on the host.</summary>
    public bool NeedsOutcomes => IsWeighted || Controls.Count > 0;

    /// <summary>This plan with how its paths are sampled, when all that is tallied is known.
    /// </summary>
    internal Plan Sampled() => _controls.Length == 0 && _dependence == PathDependence.None
        ? this
        : new(this)
        {
            Controls = _controls,
            Metrics =
            [
                .. Metrics.Select(metric => metric with { Dependence = _dependence }),
                .. _controls.Select(control => control.Metric),
            ],
        };

    /// <summary>This plan with paths drawn by a mixture of laws.</summary>
    internal Plan Tilted(TiltMixture mixture) => new(this)
    {
        Tables = Tilt!.Tables(Tables, mixture),
        Mixture = mixture,
    };

    /// <summary>This plan on the random numbers of one that takes steps of twice the length: each
    /// of its paths is the other's, seen at twice as many times.</summary>
    public Plan Halving() => new(this)
    {
        Tables = Tables.With(PriceHeader.PlaceOf.Together, PriceHeader.HalfSteps),
        Tilt = null,
    };

    /// <summary>This plan for a device that tells other metrics than the kernel does.</summary>
    internal Plan Tallying(IReadOnlyList<Metric> metrics) => new(this)
    {
        Checks = [],
        Metrics = metrics,
        Derived = DerivedOutcomes.None,
        Figures = [],
        Controls = [],
        Ledgers = [],
        Tilt = null,
    };

    /// <summary>This plan with figures.</summary>
    internal Plan Deriving(
        DerivedOutcomes derived, IReadOnlyList<PlannedFigure> figures, int rare) => new(this)
        {
            Metrics = [.. Metrics, .. derived.Metrics],
            Derived = derived,
            Figures = figures,
            RareMetric = rare,
        };

    /// <summary>This plan of the medians of uncertain numbers, with the tables of each draw in
    /// place of its own.</summary>
    /// <exception cref="NotSupportedException">A draw changes what is told, and not only how much;
    /// the message names it.</exception>
    internal Plan Over(IReadOnlyList<Plan> draws)
    {
        foreach (Plan draw in draws)
        {
            DrawCheck.Throw(this, draw);
        }

        Metric[] outcomes = DrawCheck.Widened([.. draws.Select(draw => draw.Outcomes)]);
        PriceCheck[] checks = [.. Checks.Where(
            check => draws.All(draw => draw.Checks.Contains(check)))];
        return new(this)
        {
            Tables = PlanTables.Of([.. draws.Select(draw => draw.Tables)]),
            Slots = draws.Max(draw => draw.Slots),
            Buffers = draws.Max(draw => draw.Buffers),
            Outcomes = outcomes,
            Ledgers = [.. draws.SelectMany(draw => draw.Ledgers)],
            Metrics = Ledger is null
                ? outcomes
                : DrawCheck.Widened([.. draws.Select(draw => draw.Metrics)]),
            Checks = checks,
            Warnings = [.. Warnings, .. DrawCheck.Warnings(this, draws, checks.Length)],
            Smallest = draws.Select(draw => draw.Smallest)
                .OrderBy(smallest => smallest?.Scale ?? double.PositiveInfinity).First(),
        };
    }

    /// <summary>A sink that takes the kernel's outcomes and hands on what is tallied.</summary>
    public IOutcomeSink SinkTo(IOutcomeSink tallied)
    {
        ArgumentNullException.ThrowIfNull(tallied);
        int given = Metrics.Count - Controls.Count;
        if (Controls.Count > 0) tallied = new ControlSink(Controls, given, tallied);
        if (Derived.Count > 0) tallied = new DerivedSink(Derived, given - Derived.Count, tallied);
        return Ledgers.Count == 0 ? tallied : new LedgerSink(Ledgers, tallied);
    }

    /// <summary>Which outcomes tell whether the simulated prices are those asked for.</summary>
    public IReadOnlyList<PriceCheck> Checks { get; private init; }

    /// <summary>What of the scenario the engine cannot honour as it stands, and what else a reader
    /// should know before trusting the figures; one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; private init; }

    /// <summary>The smallest scale that float32 resolves: 64 of its rounding errors. Calibrated by
    /// runs in both precisions, see docs/models.md.</summary>
    public const double LeastScaleOfFloat32 = 64.0 / (1 << 24);

    /// <summary>The smallest scale that a run must resolve; null where there is none.</summary>
    public Resolution? Smallest { get; private init; }

    /// <summary>Whether float32 does not resolve what the plan is about.</summary>
    public bool NeedsFloat64 => Smallest is { } smallest && smallest.Scale < LeastScaleOfFloat32;

    /// <summary>
    /// The same plan, stopped early. Random numbers are functions of path and step, so a path of
    /// it is the beginning of the same path of this plan; metrics that divide by the horizon
    /// still divide by the whole one, and checks do not hold. Nothing is tilted.
    /// </summary>
    /// <param name="step">The last step, 0 to the plan's number of steps.</param>
    internal Plan Until(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, Steps);
        return new(this)
        {
            Tables = Tables.With(PriceHeader.PlaceOf.Steps, step),
            Metrics = [.. Metrics.SkipLast(Controls.Count)],
            Controls = [],
            Tilt = null,
        };
    }
}
