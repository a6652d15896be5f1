using System.Numerics;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Ledgers;

/// <summary>
/// Keeps the books of chunks of paths: turns the kernel's outcomes into entries of whole units,
/// closes the accounts and hands on what is tallied.
/// </summary>
/// <remarks>
/// Each entry is rounded once and then both paid and received, so that a path's accounts sum to
/// zero to the unit. Not safe for concurrent use.
/// </remarks>
internal sealed class LedgerSink : IOutcomeSink
{
    // So many paths' accounts and flows stay in the second-level cache.
    private const int Block = 128;
    private const double UnitsPerUsd = 1 / LedgerPlan.UnitUsd;

    // Some 4.6 * 10^12 USD: as no account or flow can have more than all entries of its path
    // together, none exceeds its 64 bits.
    private const double MostUnits = 1L << 62;

    private readonly LedgerPlan _plan;
    private readonly Posting[] _postings;
    private readonly IOutcomeSink _tallied;
    private readonly LedgerClosing _closing;
    private readonly double[] _outcome = new double[Block];
    private readonly long[] _accounts;
    private readonly long[] _flows;
    private readonly double[] _votes;
    private readonly double[] _posted = new double[Block];
    private readonly double[] _metrics;

    public LedgerSink(LedgerPlan plan, IOutcomeSink tallied)
    {
        _plan = plan;
        _tallied = tallied;
        _postings = [.. plan.Postings];
        _closing = new LedgerClosing(plan);
        _accounts = new long[plan.Accounts.Count * Block];
        _flows = new long[plan.Flows.Count * Block];
        _votes = new double[plan.Accounts.Count * Block];
        _metrics = new double[plan.Metrics.Count * Block];
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<float> outcomes, int stride, int paths, long firstPath) =>
        Keep(outcomes, stride, paths, firstPath);

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<double> outcomes, int stride, int paths, long firstPath) =>
        Keep(outcomes, stride, paths, firstPath);

    private void Keep<T>(ReadOnlySpan<T> outcomes, int stride, int paths, long firstPath)
        where T : struct, INumber<T>
    {
        for (int start = 0; start < paths; start += Block)
        {
            int count = Math.Min(Block, paths - start);
            Begin();
            Post(outcomes, stride, start, count);
            Vote(outcomes, stride, start, count);
            Pass(outcomes, stride, start, count);
            Close(count, firstPath + start);
        }
    }

    private void Begin()
    {
        Array.Clear(_accounts);
        Array.Clear(_flows);
        Array.Clear(_votes);
        Array.Clear(_posted);
    }

    private void Post<T>(ReadOnlySpan<T> outcomes, int stride, int start, int count)
        where T : struct, INumber<T>
    {
        int current = -1;
        foreach (Posting posting in _postings)
        {
            if (posting.Outcome != current)
            {
                current = posting.Outcome;
                Widen(outcomes.Slice((current * stride) + start, count), _outcome);
            }

            double scale = posting.Coefficient * UnitsPerUsd;
            Span<long> flow = _flows.AsSpan(posting.Flow * Block, Block);
            Span<long> payer = _accounts.AsSpan(posting.Payer * Block, Block);
            Span<long> payee = _accounts.AsSpan(posting.Payee * Block, Block);
            for (int p = 0; p < count; p++)
            {
                double units = Math.Round(_outcome[p] * scale);
                long amount = (long)units;
                _posted[p] += Math.Abs(units);
                flow[p] += amount;
                payer[p] -= amount;
                payee[p] += amount;
            }
        }
    }

    private void Vote<T>(ReadOnlySpan<T> outcomes, int stride, int start, int count)
        where T : struct, INumber<T>
    {
        foreach (Vote vote in _plan.Votes)
        {
            if (vote.Token != _plan.VotingToken)
            {
                continue;
            }

            Widen(outcomes.Slice((vote.Outcome * stride) + start, count), _outcome);
            Span<double> votes = _votes.AsSpan(vote.Account * Block, Block);
            for (int p = 0; p < count; p++)
            {
                votes[p] += _outcome[p] * vote.Coefficient;
            }
        }
    }

    private void Pass<T>(ReadOnlySpan<T> outcomes, int stride, int start, int count)
        where T : struct, INumber<T>
    {
        IReadOnlyList<int> passed = _plan.Layout.Passed;
        for (int i = 0; i < passed.Count; i++)
        {
            Widen(
                outcomes.Slice((passed[i] * stride) + start, count),
                _metrics.AsSpan(i * Block, Block));
        }
    }

    private static void Widen<T>(ReadOnlySpan<T> from, Span<double> to)
        where T : struct, INumber<T>
    {
        for (int p = 0; p < from.Length; p++)
        {
            to[p] = double.CreateTruncating(from[p]);
        }
    }

    private void Close(int count, long firstPath)
    {
        for (int p = 0; p < count; p++)
        {
            if (_posted[p] < MostUnits)
            {
                _closing.Take(_accounts, _flows, _votes, _metrics, Block, p);
            }
            else
            {
                // Told as the fault of this path by the tally.
                _closing.Fail(_posted[p], _metrics, Block, p);
            }
        }

        _tallied.Add(_metrics, Block, count, firstPath);
    }
}
