namespace GpuRisk.Engine.Ledgers;

/// <summary>The books of some consecutive paths: a row of paths for each outcome, account, flow and
/// metric, so that an entry is handled for all of them at once.</summary>
internal sealed class LedgerBlock(LedgerPlan plan)
{
    /// <summary>Paths of a block: so many paths' books stay in the second-level cache.</summary>
    public const int Paths = 128;

    private readonly double[] _outcomes = new double[plan.Layout.Outcomes * Paths];
    private readonly long[] _accounts = new long[plan.Accounts.Count * Paths];
    private readonly long[] _flows = new long[plan.Flows.Count * Paths];
    private readonly double[] _votes = new double[plan.Accounts.Count * Paths];

    /// <summary>Units of all entries of each path together, whatever their direction.</summary>
    public double[] Posted { get; } = new double[Paths];

    /// <summary>What is tallied: metric after metric.</summary>
    public double[] Metrics { get; } = new double[plan.Metrics.Count * Paths];

    /// <summary>An outcome of the kernel.</summary>
    public Span<double> Outcome(int index) => _outcomes.AsSpan(index * Paths, Paths);

    /// <summary>An account's balance, in units.</summary>
    public Span<long> Account(int index) => _accounts.AsSpan(index * Paths, Paths);

    /// <summary>What has flowed, in units.</summary>
    public Span<long> Flow(int index) => _flows.AsSpan(index * Paths, Paths);

    /// <summary>An account's votes.</summary>
    public Span<double> Votes(int index) => _votes.AsSpan(index * Paths, Paths);

    /// <summary>A metric.</summary>
    public Span<double> Metric(int index) => Metrics.AsSpan(index * Paths, Paths);

    /// <summary>Empties the books.</summary>
    public void Clear()
    {
        Array.Clear(_accounts);
        Array.Clear(_flows);
        Array.Clear(_votes);
        Array.Clear(Posted);
    }
}
