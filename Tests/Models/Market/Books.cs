using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Tests.Models.Market;

/// <summary>
/// The books of every path of a joint market: the kernel's outcomes in double precision, and what
/// the ledger makes of them, before they are tallied.
/// </summary>
internal sealed class Books : IOutcomeSink
{
    private readonly Dictionary<string, double[]> _outcomes;
    private readonly Dictionary<string, double[]> _metrics;
    private readonly double[][] _values;

    private Books(Plan plan, int count, ulong seed)
    {
        Plan = plan;
        Count = count;
        _values = [.. plan.Metrics.Select(_ => new double[count])];
        _metrics = ByName(plan.Metrics, _values);
        double[][] outcomes = Paths.Outcomes(plan, count, seed);
        _outcomes = ByName(plan.Outcomes, outcomes);
        plan.SinkTo(this).Add(outcomes.SelectMany(x => x).ToArray(), count, count, 0);
    }

    public Plan Plan { get; }

    public int Count { get; }

    /// <summary>A tallied metric, path by path.</summary>
    public double[] this[string metric] => _metrics[metric];

    public IReadOnlyDictionary<string, double[]> Metrics => _metrics;

    /// <summary>The books of a scenario's first paths.</summary>
    public static Books Of(string yaml, int count, ulong seed) =>
        Of(Simulation.Plan(yaml), count, seed);

    /// <inheritdoc cref="Of(string, int, ulong)"/>
    public static Books Of(Plan plan, int count, ulong seed) => new(plan, count, seed);

    /// <summary>The books of the one path of a scenario without chance.</summary>
    public static Books Once(string yaml) => Of(yaml, 1, 1);

    /// <summary>What the kernel wrote, path by path, hidden outcomes too.</summary>
    public double[] Outcome(string name) => _outcomes[name];

    public double Profit(string @class, int path = 0) => this[$"{@class}.profit"][path];

    /// <summary>A class's profit by a channel; 0 where it has no part in it.</summary>
    public double Channel(string @class, string channel, int path = 0) =>
        _metrics.TryGetValue($"{@class}.profit.{channel}", out double[]? all) ? all[path] : 0;

    /// <summary>What a party paid another by a channel; 0 where there is no such flow.</summary>
    public double Flow(string channel, string payer, string payee, int path = 0) =>
        _metrics.TryGetValue($"flow/{channel}.{payer}>{payee}", out double[]? all)
            ? all[path]
            : 0;

    /// <summary>The mean of a metric.</summary>
    public Estimated Mean(string metric) => Estimated.Of(metric, this[metric]);

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<double> outcomes, int stride, int paths, long firstPath)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            outcomes.Slice(i * stride, paths).CopyTo(_values[i].AsSpan((int)firstPath));
        }
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<float> outcomes, int stride, int paths, long firstPath) =>
        throw new NotSupportedException("Books are kept in double precision.");

    private static Dictionary<string, double[]> ByName(
        IReadOnlyList<Metric> metrics, double[][] values)
    {
        var named = new Dictionary<string, double[]>(StringComparer.Ordinal);
        for (int i = 0; i < metrics.Count; i++)
        {
            named.Add(metrics[i].Name, values[i]);
        }

        return named;
    }
}
