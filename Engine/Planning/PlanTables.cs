using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Planning;

/// <summary>The tables of a plan while they grow.</summary>
internal sealed class PlanTables
{
    public List<double> Reals { get; } = [];

    public List<int> Integers { get; } = [];

    public List<Metric> Metrics { get; } = [];

    /// <summary>What a reader should know before trusting the figures.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>The smallest scale that a run must resolve; null where there is none.</summary>
    public Resolution? Smallest { get; set; }

    public int Slots { get; private set; }

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

    /// <summary>Says that nothing is left to chance.</summary>
    public void SetCertain()
    {
        for (int i = 0; i < Metrics.Count; i++)
        {
            Metrics[i] = Metrics[i] with { IsCertain = true };
        }
    }

    /// <summary>Writes a row of integers.</summary>
    public void SetRow(int start, params ReadOnlySpan<(int Offset, int Value)> entries)
    {
        foreach ((int offset, int value) in entries)
        {
            Integers[start + offset] = value;
        }
    }
}
