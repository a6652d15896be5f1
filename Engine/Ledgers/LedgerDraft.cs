using GpuRisk.Engine.Concentration;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Ledgers;

/// <summary>A ledger while it is planned: its parties, accounts and postings.</summary>
internal sealed class LedgerDraft
{
    private readonly Dictionary<string, Party> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<Flow, int> _flows = [];
    private readonly Account[][] _strata;
    private readonly Account[] _classes;

    public LedgerDraft(Scenario scenario)
    {
        Classes = scenario.Classes;
        Strata = [.. Classes.Select(
            c => Concentration.Strata.Of(c.Sizes, c.Wallets, c.Strata))];
        foreach (WalletClass @class in Classes)
        {
            Parties.Add(new Party(@class.Index, @class.Name, AccountKind.Class));
        }

        _strata = [.. Strata.Select(
            (groups, c) => groups.Select(_ => Add(Parties[c])).ToArray())];
        _classes = [.. Classes.Select(c => Add(Parties[c.Index]))];
    }

    public IReadOnlyList<WalletClass> Classes { get; }

    /// <summary>The strata of each class, from the smallest wallets to the largest.</summary>
    public IReadOnlyList<WalletGroup[]> Strata { get; }

    public List<Party> Parties { get; } = [];

    public List<Account> Accounts { get; } = [];

    public List<Flow> Flows { get; } = [];

    public List<Posting> Postings { get; } = [];

    public List<Vote> Votes { get; } = [];

    public List<Reconciliation> Reconciliations { get; } = [];

    /// <summary>The account of a stratum.</summary>
    public Account Stratum(WalletClass @class, int stratum) => _strata[@class.Index][stratum];

    /// <summary>What is a class's as a whole; it is divided by size when the books are closed.
    /// </summary>
    public Account Whole(WalletClass @class) => _classes[@class.Index];

    /// <summary>The share of a class's wealth that a stratum has.</summary>
    public double Share(WalletClass @class, int stratum)
    {
        WalletGroup group = Strata[@class.Index][stratum];
        return group.Wallets * group.MeanUsd / @class.WealthUsd;
    }

    /// <summary>The class of a role, or the account of that name outside the classes.</summary>
    public Account Role(string role) =>
        Classes.FirstOrDefault(c => c.Name == role) is { } @class
            ? Whole(@class)
            : Named(role);

    /// <summary>The account of a venue or of something outside the classes.</summary>
    public Account Named(string name, AccountKind kind = AccountKind.Outside)
    {
        if (!_named.TryGetValue(name, out Party? party))
        {
            party = new Party(Parties.Count, name, kind);
            _named.Add(name, party);
            Parties.Add(party);
            Add(party);
        }

        return Accounts.Last(a => a.Party == party.Index);
    }

    /// <summary>Adds an entry, unless it is always zero.</summary>
    public void Post(
        string channel, Account payer, Account payee, int outcome, double coefficient)
    {
        if (coefficient == 0 || payer == payee)
        {
            return;
        }

        var flow = new Flow(channel, payer.Party, payee.Party);
        if (!_flows.TryGetValue(flow, out int index))
        {
            index = Flows.Count;
            _flows.Add(flow, index);
            Flows.Add(flow);
        }

        Postings.Add(new Posting(index, payer.Index, payee.Index, outcome, coefficient));
    }

    /// <summary>Says that an account holds tokens that vote: an outcome times a coefficient.
    /// </summary>
    public void AddVotes(Asset token, Account account, int outcome, double coefficient)
    {
        if (coefficient != 0)
        {
            Votes.Add(new Vote(token, account.Index, outcome, coefficient));
        }
    }

    private Account Add(Party party)
    {
        var account = new Account(Accounts.Count, party.Index);
        Accounts.Add(account);
        return account;
    }
}
