using GpuRisk.Engine.Ledgers;

namespace GpuRisk.Tests.Engine.Ledgers;

/// <summary>The books of one path, entry by entry.</summary>
internal sealed class ReferenceBooks
{
    private readonly LedgerPlan _plan;
    private readonly long[] _accounts;
    private readonly long[] _flows;
    private readonly double[] _votes;

    internal ReferenceBooks(LedgerPlan plan, double[] outcomes)
    {
        _plan = plan;
        _accounts = new long[plan.Accounts.Count];
        _flows = new long[plan.Flows.Count];
        _votes = new double[plan.Accounts.Count];
        Metrics = new double[plan.Metrics.Count];
        double posted = 0;
        foreach (Posting posting in plan.Postings)
        {
            double units = Math.Round(
                outcomes[posting.Outcome] * (posting.Coefficient * (1 / LedgerPlan.UnitUsd)));
            posted += Math.Abs(units);
            _flows[posting.Flow] += (long)units;
            _accounts[posting.Payer] -= (long)units;
            _accounts[posting.Payee] += (long)units;
        }

        foreach (Vote vote in plan.Votes.Where(v => v.Token == plan.VotingToken))
        {
            _votes[vote.Account] += outcomes[vote.Outcome] * vote.Coefficient;
        }

        for (int i = 0; i < plan.Layout.Passed.Count; i++)
        {
            Metrics[i] = outcomes[plan.Layout.Passed[i]];
        }

        if (posted < 1L << 62)
        {
            Close();
        }
        else
        {
            Metrics.AsSpan(plan.Layout.ClassMetrics).Fill(
                double.IsNaN(posted) ? double.NaN : double.PositiveInfinity);
        }
    }

    /// <summary>What is tallied.</summary>
    internal double[] Metrics { get; }

    private void Close()
    {
        int groups = _plan.Groups.Count;
        long[] strata = _accounts[..groups];
        double[] votes = new double[_plan.VotingToken is null ? 0 : groups];
        for (int i = 0; i < groups; i++)
        {
            LedgerGroup group = _plan.Groups[i];
            int whole = groups + group.Class;
            int last = i - group.Stratum + _plan.Strata[group.Class].Length - 1;
            long part = (long)Math.Round(_accounts[whole] * _plan.Shares[i]);
            strata[last] += i == last ? _accounts[whole] : -part;
            strata[i] += i == last ? 0 : part;
            if (votes.Length > 0)
            {
                votes[i] = (_votes[i] + (_votes[whole] * _plan.Shares[i])) / group.Wallets.Wallets;
            }
        }

        LedgerLayout layout = _plan.Layout;
        long[] parties = new long[_plan.Parties.Count];
        for (int i = 0; i < _accounts.Length; i++)
        {
            parties[_plan.Accounts[i].Party] += i < groups ? strata[i]
                : i < groups + _plan.Classes.Count ? 0
                : _accounts[i];
        }

        double[] each = [.. strata.Select(
            (units, i) => units * LedgerPlan.UnitUsd / _plan.Groups[i].Wallets.Wallets)];
        for (int i = 0; i < groups; i++)
        {
            Metrics[layout.StratumMetrics + (2 * i)] = each[i];
            Metrics[layout.StratumMetrics + (2 * i) + 1] =
                each[i] / _plan.Groups[i].Wallets.MeanUsd;
        }

        for (int i = _plan.Classes.Count; i < parties.Length; i++)
        {
            Metrics[layout.PartyMetrics + i - _plan.Classes.Count] =
                parties[i] * LedgerPlan.UnitUsd;
        }

        TakeClasses(parties);
        var measures = new Measures(_plan);
        measures.Take(each, votes, Metrics.AsSpan(layout.MeasureMetrics));
        Metrics[^1] = IsBalanced(parties) ? 0 : 1;
    }

    private void TakeClasses(long[] parties)
    {
        for (int i = 0; i < _flows.Length; i++)
        {
            Metrics[_plan.Layout.FlowMetrics + i] = _flows[i] * LedgerPlan.UnitUsd;
        }

        for (int c = 0; c < _plan.Classes.Count; c++)
        {
            int metric = _plan.Layout.ClassMetric(c);
            double profit = parties[c] * LedgerPlan.UnitUsd;
            Metrics[metric] = profit;
            Metrics[metric + 1] = profit / _plan.Classes[c].Wallets;
            Metrics[metric + 2] = profit / _plan.Classes[c].WealthUsd;
            for (int k = 0; k < _plan.Layout.Channels[c].Count; k++)
            {
                double sum = 0;
                for (int i = 0; i < _flows.Length; i++)
                {
                    Flow flow = _plan.Flows[i];
                    bool isOwn = flow.Channel == _plan.Layout.Channels[c][k];
                    double usd = _flows[i] * LedgerPlan.UnitUsd;
                    sum += isOwn && flow.Payee == c ? usd : 0;
                    sum -= isOwn && flow.Payer == c ? usd : 0;
                }

                Metrics[metric + 3 + k] = sum;
            }
        }
    }

    private bool IsBalanced(long[] parties)
    {
        long[] flowed = new long[parties.Length];
        for (int i = 0; i < _flows.Length; i++)
        {
            flowed[_plan.Flows[i].Payer] -= _flows[i];
            flowed[_plan.Flows[i].Payee] += _flows[i];
        }

        return parties.Sum() == 0 && parties.SequenceEqual(flowed);
    }
}
