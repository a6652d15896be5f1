using System.Runtime.InteropServices;
using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning.Controls;
using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Engine.Planning.Tilts;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Records;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning;

/// <summary>
/// The tables of a plan while they grow. The prices of a market come first; what a model has
/// beside them follows, and <see cref="PriceHeader.Model"/> tells the kernel where its integers
/// begin. Every planner, of the house and of others, fills it with records (<c>[Row]</c>,
/// <c>[Terms]</c>, <c>[Outcomes]</c>), and a row refers to the others by where they stand.
/// </summary>
public sealed class PlanBuilder
{
    private readonly ReservedRows _rows = new();
    private readonly HashSet<string> _names = [];

    /// <summary>Plans the prices of a market: everything that its assets, their correlations and
    /// common jumps say. Its horizon and steps are the plan's.</summary>
    /// <param name="market">The market. What it says of pools, loans, stablecoins and the like is
    /// for the house's own models.</param>
    public PlanBuilder(Scenario market)
    {
        ArgumentNullException.ThrowIfNull(market);
        Market = market;
        Checks = PricePlanner.Add(market, this);
    }

    /// <summary>The market whose prices are planned.</summary>
    public Scenario Market { get; }

    /// <summary>What a reader should know before trusting the figures, a sentence each: every
    /// result shows them.</summary>
    public ICollection<string> Warnings { get; } = [];

    internal List<double> Reals { get; } = [];

    internal List<int> Integers { get; } = [];

    internal List<Metric> Metrics { get; } = [];

    /// <summary>What a run checks of the prices.</summary>
    internal IReadOnlyList<PriceCheck> Checks { get; }

    /// <summary>The loans that are planned.</summary>
    internal IReadOnlyList<Loan> Loans { get; set; } = [];

    /// <summary>The smallest scale that a run must resolve; null where there is none.</summary>
    internal Resolution? Smallest { get; set; }

    /// <summary>Random numbers whose law can be tilted.</summary>
    internal List<PlannedDriver> Drivers { get; } = [];

    /// <summary>Jumps in classes by size.</summary>
    internal List<PlannedMarks> Marks { get; } = [];

    /// <summary>Where the plan can be tilted; null where nothing is rare.</summary>
    internal PlannedTilt? Tilt { get; set; }

    /// <summary>How paths of a batch depend on each other.</summary>
    internal PathDependence Dependence { get; set; }

    /// <summary>The first outcome of each asset.</summary>
    internal List<int> AssetOutcomes { get; } = [];

    /// <summary>Outcomes of known means.</summary>
    internal List<PlannedControl> Controls { get; } = [];

    /// <summary>The header of the prices, which is written when all else is.</summary>
    internal PriceHeader Prices;

    internal int Slots { get; private set; }

    /// <summary>Buffers of a number for each step of a block, behind the slots.</summary>
    internal int Buffers { get; private set; }

    /// <summary>Makes room for a row, which <see cref="SetRow"/> writes, and tells where it
    /// begins.</summary>
    /// <typeparam name="T">The row.</typeparam>
    public int ReserveRow<T>()
        where T : struct, IRecord<int> => ReserveRows<T>(1);

    /// <summary>Makes room for rows that follow each other and tells where the first begins.
    /// </summary>
    /// <typeparam name="T">The row.</typeparam>
    /// <param name="count">How many, at least 0.</param>
    public int ReserveRows<T>(int count)
        where T : struct, IRecord<int>
    {
        int width = default(T).Count;
        int start = AddIntegers(new int[count * width]);
        _rows.Reserve<T>(start, count, width);
        return start;
    }

    /// <summary>Writes a row where there is room for it.</summary>
    /// <typeparam name="T">The row.</typeparam>
    /// <param name="start">Where the row begins.</param>
    /// <param name="row">What it holds.</param>
    /// <exception cref="InvalidOperationException">It is written already, or there is no room for
    /// such a row.</exception>
    public void SetRow<T>(int start, T row)
        where T : struct, IRecord<int>
    {
        _rows.Write<T>(start);
        row.CopyTo(CollectionsMarshal.AsSpan(Integers).Slice(start, row.Count));
    }

    /// <summary>Appends a row and tells where it begins.</summary>
    /// <typeparam name="T">The row.</typeparam>
    public int AddRow<T>(T row)
        where T : struct, IRecord<int>
    {
        int start = ReserveRow<T>();
        SetRow(start, row);
        return start;
    }

    /// <summary>Appends terms and tells where they begin.</summary>
    /// <typeparam name="T">The terms.</typeparam>
    public int AddTerms<T>(T terms)
        where T : struct, IRecord<double>
    {
        int start = AddReals(new double[terms.Count]);
        terms.CopyTo(CollectionsMarshal.AsSpan(Reals).Slice(start, terms.Count));
        return start;
    }

    /// <summary>Appends reals, such as a curve, and tells where they begin.</summary>
    public int AddReals(params IEnumerable<double> values)
    {
        int start = Reals.Count;
        Reals.AddRange(values);
        return start;
    }

    /// <summary>Appends what a path tells and says which outcome is the first.</summary>
    /// <typeparam name="T">The outcomes.</typeparam>
    /// <exception cref="InvalidOperationException">There is a metric of that name already.
    /// </exception>
    public int AddOutcomes<T>(T outcomes)
        where T : struct, IRecord<Metric>
    {
        var metrics = new Metric[outcomes.Count];
        outcomes.CopyTo(metrics);
        return AddMetrics(metrics);
    }

    /// <summary>Makes room in a path's state and tells where it begins. A path finds arbitrary
    /// contents there.</summary>
    /// <param name="count">Slots: the <c>Width</c> of a <c>[State]</c>.</param>
    public int ReserveSlots(int count)
    {
        int start = Slots;
        Slots += count;
        return start;
    }

    /// <summary>Makes room for a number for each step of a block, and tells the buffer.</summary>
    public int ReserveBuffer() => ReserveBuffers(1);

    /// <summary>The plan of a model that simulates the market's prices and what has been added.
    /// </summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <param name="name">The plan's name in results.</param>
    /// <exception cref="InvalidOperationException">A reserved row was never written, or the model
    /// does not tell each outcome exactly once, or reads beside its tables; the message names what
    /// is wrong.</exception>
    public Plan Build<TModel>(string name)
        where TModel : struct, IModel
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (Market.Kernel != KernelKind.ImpermanentLoss || Market.Pools.Count > 0)
            Warnings.Add($"Of {Market.Name} only the prices are simulated.");
        if (Market.Sampling is { } sampling)
            Warnings.Add($"Paths are plain here: sampling {sampling.Name} is not used.");

        Smallest = ResolutionPlanner.SmallestOfPrices(Market);
        var model = ModelCode.Of<TModel>();
        Plan plan = Close(model, null, name, model.ToString(), null);
        Rehearsal.Of(plan);
        return plan;
    }

    /// <summary>The plan of one of the house's models, which simulates all that the scenario
    /// says.</summary>
    internal Plan Build(ModelCode model, LedgerDraft? ledger) => Close(
        model, ledger, Market.Name, ScenarioPlanner.NameOf(Market.Kernel), () => Market.Hash);

    /// <summary>Appends integers and tells where they begin.</summary>
    internal int AddIntegers(params IEnumerable<int> values)
    {
        int start = Integers.Count;
        Integers.AddRange(values);
        return start;
    }

    /// <summary>Appends rows that follow each other.</summary>
    internal PlannedRows AddRows<T>(IReadOnlyList<T> rows)
        where T : struct, IRecord<int>
    {
        int first = Integers.Count;
        foreach (T row in rows)
        {
            AddRow(row);
        }

        return new(rows.Count, first);
    }

    /// <summary>Makes room for numbers for each step of a block, and tells the first buffer.
    /// </summary>
    internal int ReserveBuffers(int count)
    {
        int first = Buffers;
        Buffers += count;
        return first;
    }

    /// <summary>Appends metrics and tells which is the first. Those that no result shows are read
    /// by nobody's name, and may share one.</summary>
    internal int AddMetrics(params IEnumerable<Metric> metrics)
    {
        int start = Metrics.Count;
        foreach (Metric metric in metrics)
        {
            if (!metric.Internal && !_names.Add(metric.Name))
            {
                throw new InvalidOperationException($"There are two metrics {metric.Name}.");
            }

            Metrics.Add(metric);
        }

        return start;
    }

    /// <summary>Says that nothing is left to chance.</summary>
    internal void SetCertain()
    {
        for (int i = 0; i < Metrics.Count; i++)
        {
            Metrics[i] = Metrics[i] with { IsCertain = true };
        }
    }

    // Only now is it known where the buffers begin.
    private Plan Close(
        ModelCode model, LedgerDraft? ledger, string name, string kernel, Func<string>? hash)
    {
        if (Smallest?.Warning is { } warning) Warnings.Add(warning);
        Prices.Buffers = Slots;
        SetRow(0, Prices);
        _rows.ThrowIfForgotten();
        return new Plan(this, model, ledger, name, kernel, hash);
    }
}
