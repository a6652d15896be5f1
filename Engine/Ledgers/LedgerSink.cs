using System.Runtime.Intrinsics;
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
    private const int Block = LedgerBlock.Paths;
    private const double UnitsPerUsd = 1 / LedgerPlan.UnitUsd;

    private readonly IOutcomeSink _tallied;
    private readonly LedgerClosing _closing;
    private readonly LedgerBlock _block;
    private readonly Posting[] _postings;
    private readonly Vote[] _votes;
    private readonly int[] _passed;
    private readonly int _outcomes;

    public LedgerSink(LedgerPlan plan, IOutcomeSink tallied)
    {
        _tallied = tallied;
        _closing = new LedgerClosing(plan);
        _block = new LedgerBlock(plan);
        _postings = [.. plan.Postings];
        _votes = [.. plan.Votes.Where(vote => vote.Token == plan.VotingToken)];
        _passed = [.. plan.Layout.Passed];
        _outcomes = plan.Layout.Outcomes;
    }

    private delegate void Copy<T>(ReadOnlySpan<T> outcomes, Span<double> values);

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<float> outcomes, int stride, int paths, long firstPath) =>
        Keep(outcomes, stride, paths, firstPath, FixedPoint.Widen);

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<double> outcomes, int stride, int paths, long firstPath) =>
        Keep(outcomes, stride, paths, firstPath, (source, target) => source.CopyTo(target));

    private void Keep<T>(
        ReadOnlySpan<T> outcomes, int stride, int paths, long firstPath, Copy<T> copy)
    {
        for (int start = 0; start < paths; start += Block)
        {
            int count = Math.Min(Block, paths - start);
            for (int i = 0; i < _outcomes; i++)
            {
                copy(outcomes.Slice((i * stride) + start, count), _block.Outcome(i));
            }

            _block.Clear();
            Post();
            CountVotes();
            for (int i = 0; i < _passed.Length; i++)
            {
                _block.Outcome(_passed[i]).CopyTo(_block.Metric(i));
            }

            _closing.Close(_block, count);
            _tallied.Add(_block.Metrics, Block, count, firstPath + start);
        }
    }

    private void Post()
    {
        foreach (Posting posting in _postings)
        {
            Vector256<double> scale = Vector256.Create(posting.Coefficient * UnitsPerUsd);
            ReadOnlySpan<double> outcome = _block.Outcome(posting.Outcome);
            Span<long> flow = _block.Flow(posting.Flow);
            Span<long> payer = _block.Account(posting.Payer);
            Span<long> payee = _block.Account(posting.Payee);
            for (int p = 0; p < Block; p += Vector256<double>.Count)
            {
                Vector256<double> units = Vector256.Round(Vector256.Create(outcome[p..]) * scale);
                Vector256<long> amount = Vector256.ConvertToInt64(units);
                Span<double> posted = _block.Posted.AsSpan(p);
                (Vector256.Create<double>(posted) + Vector256.Abs(units)).CopyTo(posted);
                (Vector256.Create<long>(flow[p..]) + amount).CopyTo(flow[p..]);
                (Vector256.Create<long>(payer[p..]) - amount).CopyTo(payer[p..]);
                (Vector256.Create<long>(payee[p..]) + amount).CopyTo(payee[p..]);
            }
        }
    }

    private void CountVotes()
    {
        foreach (Vote vote in _votes)
        {
            ReadOnlySpan<double> outcome = _block.Outcome(vote.Outcome);
            Span<double> votes = _block.Votes(vote.Account);
            for (int p = 0; p < Block; p++)
            {
                votes[p] += outcome[p] * vote.Coefficient;
            }
        }
    }
}
