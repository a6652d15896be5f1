namespace GpuRisk.Engine.Ledgers;

/// <summary>Closes a path's books: divides what classes hold as a whole, checks the balance, and
/// takes profits and measures.</summary>
internal sealed class LedgerClosing
{
    private const double UsdPerUnit = LedgerPlan.UnitUsd;

    private readonly LedgerPlan _plan;
    private readonly LedgerLayout _layout;
    private readonly Measures _measures;
    private readonly int[] _classMetrics;
    private readonly int[] _firstGroups;
    private readonly int[][] _channelOfFlow;
    private readonly long[] _parties;
    private readonly long[] _fromFlows;
    private readonly long[] _groups;
    private readonly double[] _perWallet;
    private readonly double[] _votes;
    private readonly double[] _measured;

    public LedgerClosing(LedgerPlan plan)
    {
        _plan = plan;
        _layout = plan.Layout;
        _measures = new Measures(plan);
        _classMetrics = [.. plan.Classes.Select(c => _layout.ClassMetric(c.Index))];
        _firstGroups = [.. plan.Classes.Select(c =>
            plan.Groups.TakeWhile(g => g.Class != c.Index).Count())];
        _channelOfFlow = [.. plan.Classes.Select(c => plan.Flows
            .Select(f => ((List<string>)[.. _layout.Channels[c.Index]]).IndexOf(f.Channel))
            .ToArray())];
        _parties = new long[plan.Parties.Count];
        _fromFlows = new long[plan.Parties.Count];
        _groups = new long[plan.Groups.Count];
        _perWallet = new double[plan.Groups.Count];
        _votes = new double[plan.VotingToken is null ? 0 : plan.Groups.Count];
        _measured = new double[plan.Metrics.Count - _layout.MeasureMetrics];
    }

    /// <summary>Marks a path whose outcomes are no amounts, or too large for the books.</summary>
    public void Fail(double posted, double[] metrics, int block, int path)
    {
        double fault = double.IsNaN(posted) ? double.NaN : double.PositiveInfinity;
        for (int i = _layout.ClassMetrics; i < _plan.Metrics.Count; i++)
        {
            metrics[(i * block) + path] = fault;
        }
    }

    /// <summary>Closes the books of one path of a block.</summary>
    public void Take(
        long[] accounts, long[] flows, double[] votes, double[] metrics, int block, int path)
    {
        Divide(accounts, votes, block, path);
        bool balanced = SumParties(accounts, flows, block, path);
        TakeClasses(flows, metrics, block, path);
        for (int i = 0; i < _groups.Length; i++)
        {
            var wallets = _plan.Groups[i].Wallets;
            _perWallet[i] = _groups[i] * UsdPerUnit / wallets.Wallets;
            int metric = _layout.StratumMetrics + (2 * i);
            metrics[(metric * block) + path] = _perWallet[i];
            metrics[((metric + 1) * block) + path] = _perWallet[i] / wallets.MeanUsd;
        }

        for (int i = _plan.Classes.Count; i < _parties.Length; i++)
        {
            int metric = _layout.PartyMetrics + i - _plan.Classes.Count;
            metrics[(metric * block) + path] = _parties[i] * UsdPerUnit;
        }

        for (int i = 0; i < _plan.Flows.Count; i++)
        {
            metrics[((_layout.FlowMetrics + i) * block) + path] =
                flows[(i * block) + path] * UsdPerUnit;
        }

        _measures.Take(_perWallet, _votes, _measured);
        _measured[^1] = balanced ? 0 : 1;
        for (int i = 0; i < _measured.Length; i++)
        {
            metrics[((_layout.MeasureMetrics + i) * block) + path] = _measured[i];
        }
    }

    // The largest wallets take what rounding leaves.
    private void Divide(long[] accounts, double[] votes, int block, int path)
    {
        int groups = _plan.Groups.Count;
        for (int i = 0; i < groups; i++)
        {
            _groups[i] = accounts[(i * block) + path];
        }

        for (int c = 0; c < _firstGroups.Length; c++)
        {
            int first = _firstGroups[c];
            int last = first + _plan.Strata[c].Length - 1;
            int whole = groups + c;
            long rest = accounts[(whole * block) + path];
            for (int i = first; i < last; i++)
            {
                long part = (long)Math.Round(
                    accounts[(whole * block) + path] * _plan.Shares[i]);
                _groups[i] += part;
                rest -= part;
            }

            _groups[last] += rest;
            for (int i = first; i <= last && _votes.Length > 0; i++)
            {
                _votes[i] = (votes[(i * block) + path]
                    + (votes[(whole * block) + path] * _plan.Shares[i]))
                    / _plan.Groups[i].Wallets.Wallets;
            }
        }
    }

    // A class's profit, as its strata have it, is what flowed to it, and nothing is made or lost.
    private bool SumParties(long[] accounts, long[] flows, int block, int path)
    {
        Array.Clear(_parties);
        Array.Clear(_fromFlows);
        int groups = _plan.Groups.Count;
        for (int i = 0; i < groups; i++)
        {
            _parties[_plan.Groups[i].Class] += _groups[i];
        }

        for (int i = groups + _plan.Classes.Count; i < _plan.Accounts.Count; i++)
        {
            _parties[_plan.Accounts[i].Party] += accounts[(i * block) + path];
        }

        for (int i = 0; i < _plan.Flows.Count; i++)
        {
            long amount = flows[(i * block) + path];
            _fromFlows[_plan.Flows[i].Payer] -= amount;
            _fromFlows[_plan.Flows[i].Payee] += amount;
        }

        return _parties.Sum() == 0 && _parties.AsSpan().SequenceEqual(_fromFlows);
    }

    private void TakeClasses(long[] flows, double[] metrics, int block, int path)
    {
        for (int c = 0; c < _classMetrics.Length; c++)
        {
            int metric = _classMetrics[c];
            double profit = _parties[c] * UsdPerUnit;
            metrics[(metric * block) + path] = profit;
            metrics[((metric + 1) * block) + path] = profit / _plan.Classes[c].Wallets;
            metrics[((metric + 2) * block) + path] = profit / _plan.Classes[c].WealthUsd;
            for (int i = 0; i < _layout.Channels[c].Count; i++)
            {
                metrics[((metric + 3 + i) * block) + path] = 0;
            }
        }

        for (int i = 0; i < _plan.Flows.Count; i++)
        {
            double usd = flows[(i * block) + path] * UsdPerUnit;
            Flow flow = _plan.Flows[i];
            AddTo(flow.Payee, i, usd, metrics, block, path);
            AddTo(flow.Payer, i, -usd, metrics, block, path);
        }
    }

    private void AddTo(int party, int flow, double usd, double[] metrics, int block, int path)
    {
        if (party < _classMetrics.Length)
        {
            int metric = _classMetrics[party] + 3 + _channelOfFlow[party][flow];
            metrics[(metric * block) + path] += usd;
        }
    }
}
