using GpuRisk.Engine.Concentration;
using GpuRisk.Engine.Tallies;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Ledgers;

/// <summary>How a kernel's outcomes become a ledger's entries, and what is tallied of them.
/// </summary>
internal sealed class LedgerPlan
{
    /// <summary>The ledger's smallest amount, in USD: a millionth, as the smallest amount of the
    /// largest stablecoins.</summary>
    public const double UnitUsd = 1e-6;

    public LedgerPlan(
        Scenario scenario, LedgerDraft draft, IReadOnlyList<Metric> outcomes)
    {
        Classes = scenario.Classes;
        Strata = draft.Strata;
        Parties = draft.Parties;
        Accounts = draft.Accounts;
        Flows = draft.Flows;
        Postings = [.. draft.Postings.OrderBy(p => p.Outcome).ThenBy(p => p.Flow)];
        Votes = draft.Votes;
        Reconciliations = draft.Reconciliations;
        VotingToken = scenario.Tokens.Count > 0 ? scenario.Tokens[0].Asset : null;
        Groups = [.. Strata.SelectMany((strata, c) => strata.Select(
            (group, k) => new LedgerGroup(c, k, group)))];
        Slices = [.. Classes.SelectMany(c => Concentration.Slices.Of(c.Sizes, Strata[c.Index]))];
        Shares = [.. Groups.Select(g => draft.Share(Classes[g.Class], g.Stratum))];
        Layout = new LedgerLayout(this, outcomes);
    }

    public IReadOnlyList<WalletClass> Classes { get; }

    public IReadOnlyList<WalletGroup[]> Strata { get; }

    public IReadOnlyList<Party> Parties { get; }

    public IReadOnlyList<Account> Accounts { get; }

    public IReadOnlyList<Flow> Flows { get; }

    /// <summary>The entries, those of one outcome together.</summary>
    public IReadOnlyList<Posting> Postings { get; }

    public IReadOnlyList<Vote> Votes { get; }

    /// <summary>What an audit compares.</summary>
    public IReadOnlyList<Reconciliation> Reconciliations { get; }

    /// <summary>The token whose votes are counted: the first; null without any.</summary>
    public Asset? VotingToken { get; }

    /// <summary>All strata; the account of each has its index.</summary>
    public IReadOnlyList<LedgerGroup> Groups { get; }

    /// <summary>The wallets of each stratum, slice by slice: what measures are taken of.</summary>
    public IReadOnlyList<Slice[]> Slices { get; }

    /// <summary>The share of its class's wealth that each stratum has.</summary>
    public IReadOnlyList<double> Shares { get; }

    /// <summary>Where the tallied metrics stand.</summary>
    public LedgerLayout Layout { get; }

    /// <summary>What is tallied.</summary>
    public IReadOnlyList<Metric> Metrics => Layout.Metrics;
}

/// <summary>A stratum among all of a ledger.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Stratum">Its place in the class.</param>
/// <param name="Wallets">Its wallets.</param>
internal readonly record struct LedgerGroup(int Class, int Stratum, WalletGroup Wallets);
