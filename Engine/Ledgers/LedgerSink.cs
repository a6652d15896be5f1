using System.Runtime.Intrinsics;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Paths;

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
    private readonly IReadOnlyList<LedgerPlan> _plans;
    private readonly LedgerBooks?[] _books;
    private readonly LedgerBlock _block;
    private readonly int[] _passed;
    private readonly int _outcomes;

    /// <summary>Keeps books.</summary>
    /// <param name="plans">How, for each draw of uncertain numbers.</param>
    /// <param name="tallied">Takes what is tallied.</param>
    public LedgerSink(IReadOnlyList<LedgerPlan> plans, IOutcomeSink tallied)
    {
        _tallied = tallied;
        _plans = plans;
        _books = new LedgerBooks[plans.Count];
        _block = new LedgerBlock(plans[0]);
        _passed = [.. plans[0].Layout.Passed];
        _outcomes = plans[0].Layout.Outcomes;
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
        int count;
        for (int start = 0; start < paths; start += count)
        {
            count = Math.Min(Together(firstPath + start), paths - start);
            LedgerBooks books = BooksOf(firstPath + start);
            for (int i = 0; i < _outcomes; i++)
            {
                copy(outcomes.Slice((i * stride) + start, count), _block.Outcome(i));
            }

            _block.Clear();
            Post(books);
            CountVotes(books);
            for (int i = 0; i < _passed.Length; i++)
            {
                _block.Outcome(_passed[i]).CopyTo(_block.Metric(i));
            }

            books.Closing.Close(_block, count);
            _tallied.Add(_block.Metrics, Block, count, firstPath + start);
        }
    }

    // How many paths from one on are of the same draw.
    private int Together(long path) => _plans.Count == 1
        ? Block
        : DrawnTables.Paths - (int)(path % DrawnTables.Paths);

    private LedgerBooks BooksOf(long path)
    {
        int draw = new DrawnTables(_plans.Count, 0, 0).DrawOf((uint)path);
        return _books[draw] ??= new LedgerBooks(_plans[draw]);
    }

    private void Post(LedgerBooks books)
    {
        foreach (Posting posting in books.Postings)
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

    private void CountVotes(LedgerBooks books)
    {
        foreach (Vote vote in books.Votes)
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
