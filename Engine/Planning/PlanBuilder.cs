using System.Runtime.InteropServices;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Records;

namespace GpuRisk.Engine.Planning;

/// <summary>The tables of a plan while they grow.</summary>
internal sealed class PlanBuilder
{
    public List<double> Reals { get; } = [];

    public List<int> Integers { get; } = [];

    public List<Metric> Metrics { get; } = [];

    /// <summary>What a reader should know before trusting the figures.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>The smallest scale that a run must resolve; null where there is none.</summary>
    public Resolution? Smallest { get; set; }

    /// <summary>The integers of a plan with prices, which are written when all others are.
    /// </summary>
    public PriceHeader Prices;

    public int Slots { get; private set; }

    /// <summary>Buffers of a number for each step of a block, behind the slots.</summary>
    public int Buffers { get; private set; }

    /// <summary>Makes room for integers, zero for now, and tells where it begins.</summary>
    public int ReserveIntegers(int count)
    {
        int start = Integers.Count;
        Integers.AddRange(new int[count]);
        return start;
    }

    /// <summary>Appends reals and tells where they begin.</summary>
    public int AddReals(params IEnumerable<double> values)
    {
        int start = Reals.Count;
        Reals.AddRange(values);
        return start;
    }

    /// <summary>Appends integers and tells where they begin.</summary>
    public int AddIntegers(params IEnumerable<int> values)
    {
        int start = Integers.Count;
        Integers.AddRange(values);
        return start;
    }

    /// <summary>Makes room for rows that follow each other and tells where the first begins.
    /// </summary>
    public int ReserveRows(int count, int width) => ReserveIntegers(count * width);

    /// <summary>Appends a row and tells where it begins.</summary>
    public int AddRow<T>(T row)
        where T : struct, IRecord<int>
    {
        int start = ReserveIntegers(row.Count);
        SetRow(start, row);
        return start;
    }

    /// <summary>Appends rows that follow each other.</summary>
    public PlannedRows AddRows<T>(IReadOnlyList<T> rows)
        where T : struct, IRecord<int>
    {
        int first = Integers.Count;
        foreach (T row in rows)
        {
            AddRow(row);
        }

        return new(rows.Count, first);
    }

    /// <summary>Writes a row where there is room for it.</summary>
    public void SetRow<T>(int start, T row)
        where T : struct, IRecord<int> =>
        row.CopyTo(CollectionsMarshal.AsSpan(Integers).Slice(start, row.Count));

    /// <summary>Appends terms and tells where they begin.</summary>
    public int AddTerms<T>(T terms)
        where T : struct, IRecord<double>
    {
        int start = AddReals(new double[terms.Count]);
        terms.CopyTo(CollectionsMarshal.AsSpan(Reals).Slice(start, terms.Count));
        return start;
    }

    /// <summary>Appends what a subject tells and says which is the first.</summary>
    public int AddOutcomes<T>(T outcomes)
        where T : struct, IRecord<Metric>
    {
        var metrics = new Metric[outcomes.Count];
        outcomes.CopyTo(metrics);
        return AddMetrics(metrics);
    }

    /// <summary>Makes room for numbers for each step of a block, and tells the first buffer.
    /// </summary>
    public int ReserveBuffers(int count)
    {
        int first = Buffers;
        Buffers += count;
        return first;
    }

    /// <summary>Makes room for a number for each step of a block.</summary>
    public int ReserveBuffer() => ReserveBuffers(1);

    /// <summary>Makes room in the state and tells where it begins.</summary>
    public int ReserveSlots(int count)
    {
        int start = Slots;
        Slots += count;
        return start;
    }

    /// <summary>Appends metrics and tells which is the first.</summary>
    public int AddMetrics(params IEnumerable<Metric> metrics)
    {
        int start = Metrics.Count;
        Metrics.AddRange(metrics);
        return start;
    }

    /// <summary>Writes what is known when everything else is.</summary>
    public void Close()
    {
        if (Prices.Assets > 0)
        {
            Prices.Buffers = Slots;
            SetRow(0, Prices);
        }
    }

    /// <summary>Says that nothing is left to chance.</summary>
    public void SetCertain()
    {
        for (int i = 0; i < Metrics.Count; i++)
        {
            Metrics[i] = Metrics[i] with { IsCertain = true };
        }
    }
}
