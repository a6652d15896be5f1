namespace GpuRisk.Engine.Ledgers;

/// <summary>Closes the books of a block of paths: divides what classes hold as a whole, checks the
/// balance, and takes profits and measures.</summary>
internal sealed class LedgerClosing
{
    private const int Block = LedgerBlock.Paths;
    private const double UsdPerUnit = LedgerPlan.UnitUsd;

    // Some 4.6 * 10^12 USD: as no account or flow can have more than all entries of its path
    // together, none exceeds its 64 bits.
    private const double MostUnits = 1L << 62;

    private readonly LedgerPlan _plan;
    private readonly LedgerLayout _layout;
    private readonly Measures _measures;
    private readonly Flow[] _flows;
    private readonly int[] _partyOfAccount;
    private readonly LedgerGroup[] _groups;
    private readonly double[] _shares;
    private readonly int[] _classMetrics;
    private readonly int[] _firstGroups;
    private readonly int[][] _channelOfFlow;
    private readonly long[] _parties;
    private readonly long[] _fromFlows;
    private readonly double[] _votesEach;
    private readonly double[] _perWallet;
    private readonly double[] _votes;
    private readonly double[] _measured;

    public LedgerClosing(LedgerPlan plan)
    {
        _plan = plan;
        _layout = plan.Layout;
        _measures = new Measures(plan);
        _flows = [.. plan.Flows];
        _partyOfAccount = [.. plan.Accounts.Select(a => a.Party)];
        _groups = [.. plan.Groups];
        _shares = [.. plan.Shares];
        _classMetrics = [.. plan.Classes.Select(c => _layout.ClassMetric(c.Index))];
        _firstGroups = [.. plan.Classes.Select(
            c => Array.FindIndex(_groups, g => g.Class == c.Index))];
        _channelOfFlow = [.. plan.Classes.Select(c => plan.Flows
            .Select(f => ((List<string>)[.. _layout.Channels[c.Index]]).IndexOf(f.Channel))
            .ToArray())];
        _parties = new long[plan.Parties.Count * Block];
        _fromFlows = new long[plan.Parties.Count * Block];
        _perWallet = new double[_groups.Length];
        _votes = new double[plan.VotingToken is null ? 0 : _groups.Length];
        _votesEach = new double[_votes.Length * Block];
        _measured = new double[Measures.Unbalanced(_votes.Length > 0)];
    }

    /// <summary>Closes the books.</summary>
    /// <param name="block">The books, with all entries; takes the metrics.</param>
    /// <param name="count">How many paths there are.</param>
    public void Close(LedgerBlock block, int count)
    {
        Divide(block);
        SumParties(block);
        TakeClasses(block);
        TakeStrata(block);
        for (int i = _classMetrics.Length; i < _plan.Parties.Count; i++)
        {
            Scale(Row(_parties, i), block.Metric(_layout.PartyMetrics + i - _classMetrics.Length));
        }

        for (int i = 0; i < _flows.Length; i++)
        {
            Scale(block.Flow(i), block.Metric(_layout.FlowMetrics + i));
        }

        CheckBalance(block.Metric(_layout.MeasureMetrics + _measured.Length));
        for (int p = 0; p < count; p++)
        {
            if (block.Posted[p] < MostUnits)
            {
                Measure(block, p);
            }
            else
            {
                Fail(block, p);
            }
        }
    }

    private static Span<T> Row<T>(T[] rows, int index) => rows.AsSpan(index * Block, Block);

    private static void Scale(ReadOnlySpan<long> units, Span<double> usd)
    {
        for (int p = 0; p < Block; p++)
        {
            usd[p] = units[p] * UsdPerUnit;
        }
    }

    private static void Divide(ReadOnlySpan<double> values, double divisor, Span<double> results)
    {
        for (int p = 0; p < Block; p++)
        {
            results[p] = values[p] / divisor;
        }
    }

    // The largest wallets take what rounding leaves.
    private void Divide(LedgerBlock block)
    {
        for (int c = 0; c < _firstGroups.Length; c++)
        {
            int first = _firstGroups[c];
            int last = first + _plan.Strata[c].Length - 1;
            Span<long> rest = block.Account(last);
            ReadOnlySpan<long> whole = block.Account(_groups.Length + c);
            for (int i = first; i <= last && _votes.Length > 0; i++)
            {
                DivideVotes(block, i, _groups.Length + c);
            }

            for (int p = 0; p < Block; p++)
            {
                rest[p] += whole[p];
            }

            for (int i = first; i < last; i++)
            {
                Span<long> stratum = block.Account(i);
                for (int p = 0; p < Block; p++)
                {
                    long part = (long)Math.Round(whole[p] * _shares[i]);
                    stratum[p] += part;
                    rest[p] -= part;
                }
            }
        }
    }

    private void DivideVotes(LedgerBlock block, int group, int whole)
    {
        ReadOnlySpan<double> own = block.Votes(group);
        ReadOnlySpan<double> all = block.Votes(whole);
        Span<double> each = Row(_votesEach, group);
        double wallets = _groups[group].Wallets.Wallets;
        for (int p = 0; p < Block; p++)
        {
            each[p] = (own[p] + (all[p] * _shares[group])) / wallets;
        }
    }

    private void SumParties(LedgerBlock block)
    {
        Array.Clear(_parties);
        Array.Clear(_fromFlows);
        for (int i = 0; i < _partyOfAccount.Length; i++)
        {
            // What a class holds as a whole is its strata's by now.
            if (i < _groups.Length || i >= _groups.Length + _classMetrics.Length)
            {
                Add(Row(_parties, _partyOfAccount[i]), block.Account(i), 1);
            }
        }

        for (int i = 0; i < _flows.Length; i++)
        {
            Add(Row(_fromFlows, _flows[i].Payer), block.Flow(i), -1);
            Add(Row(_fromFlows, _flows[i].Payee), block.Flow(i), 1);
        }
    }

    private static void Add(Span<long> sum, ReadOnlySpan<long> amounts, long sign)
    {
        for (int p = 0; p < Block; p++)
        {
            sum[p] += sign * amounts[p];
        }
    }

    // A class's profit, as its strata have it, is what flowed to it, and nothing is made or lost.
    private void CheckBalance(Span<double> unbalanced)
    {
        for (int p = 0; p < Block; p++)
        {
            long sum = 0;
            bool differs = false;
            for (int i = p; i < _parties.Length; i += Block)
            {
                sum += _parties[i];
                differs |= _parties[i] != _fromFlows[i];
            }

            unbalanced[p] = differs || sum != 0 ? 1 : 0;
        }
    }

    private void TakeClasses(LedgerBlock block)
    {
        for (int c = 0; c < _classMetrics.Length; c++)
        {
            int metric = _classMetrics[c];
            Span<double> profit = block.Metric(metric);
            Scale(Row(_parties, c), profit);
            Divide(profit, _plan.Classes[c].Wallets, block.Metric(metric + 1));
            Divide(profit, _plan.Classes[c].WealthUsd, block.Metric(metric + 2));
            for (int i = 0; i < _layout.Channels[c].Count; i++)
            {
                block.Metric(metric + 3 + i).Clear();
            }
        }

        for (int i = 0; i < _flows.Length; i++)
        {
            AddTo(_flows[i].Payee, i, UsdPerUnit, block);
            AddTo(_flows[i].Payer, i, -UsdPerUnit, block);
        }
    }

    private void AddTo(int party, int flow, double usdPerUnit, LedgerBlock block)
    {
        if (party < _classMetrics.Length)
        {
            ReadOnlySpan<long> units = block.Flow(flow);
            Span<double> usd =
                block.Metric(_classMetrics[party] + 3 + _channelOfFlow[party][flow]);
            for (int p = 0; p < Block; p++)
            {
                usd[p] += units[p] * usdPerUnit;
            }
        }
    }

    private void TakeStrata(LedgerBlock block)
    {
        for (int i = 0; i < _groups.Length; i++)
        {
            int metric = _layout.StratumMetrics + (2 * i);
            Span<double> each = block.Metric(metric);
            Scale(block.Account(i), each);
            Divide(each, _groups[i].Wallets.Wallets, each);
            Divide(each, _groups[i].Wallets.MeanUsd, block.Metric(metric + 1));
        }
    }

    private void Measure(LedgerBlock block, int path)
    {
        for (int i = 0; i < _groups.Length; i++)
        {
            _perWallet[i] = block.Metric(_layout.StratumMetrics + (2 * i))[path];
        }

        for (int i = 0; i < _votes.Length; i++)
        {
            _votes[i] = _votesEach[(i * Block) + path];
        }

        _measures.Take(_perWallet, _votes, _measured);
        for (int i = 0; i < _measured.Length; i++)
        {
            block.Metric(_layout.MeasureMetrics + i)[path] = _measured[i];
        }
    }

    // A path whose outcomes are no amounts, or too large for the books: the tally tells its fault.
    private void Fail(LedgerBlock block, int path)
    {
        double fault = double.IsNaN(block.Posted[path]) ? double.NaN : double.PositiveInfinity;
        for (int i = _layout.ClassMetrics; i < _plan.Metrics.Count; i++)
        {
            block.Metric(i)[path] = fault;
        }
    }
}
