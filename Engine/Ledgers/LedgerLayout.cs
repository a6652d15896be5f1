using GpuRisk.Engine.Concentration;
using GpuRisk.Engine.Tallies;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Ledgers;

/// <summary>
/// Where the metrics of a ledger stand: first what the kernel itself tells, then classes, strata,
/// other parties, flows, and measures of concentration.
/// </summary>
internal sealed class LedgerLayout
{
    private readonly List<Metric> _metrics = [];

    public LedgerLayout(LedgerPlan plan, IReadOnlyList<Metric> outcomes)
    {
        double[] flows = new double[plan.Flows.Count];
        double[] accounts = new double[plan.Accounts.Count];
        foreach (Posting posting in plan.Postings)
        {
            double size = Math.Abs(posting.Coefficient) * outcomes[posting.Outcome].Magnitude;
            flows[posting.Flow] += size;
            accounts[posting.Payer] += size;
            accounts[posting.Payee] += size;
        }

        Outcomes = outcomes.Count;

        // Checks read the prices' outcomes, hidden ones too, at their places.
        int prices = outcomes.TakeWhile(m => m.Name != "market.one").Count();
        Passed = [.. Enumerable.Range(0, outcomes.Count)
            .Where(i => i < prices || !outcomes[i].Internal)];
        _metrics.AddRange(Passed.Select(i => outcomes[i]));
        ClassMetrics = _metrics.Count;
        Channels = [.. plan.Classes.Select(c => ChannelsOf(plan, c.Index))];
        foreach (WalletClass @class in plan.Classes)
        {
            AddClass(plan, @class, SizeOf(plan, accounts, @class.Index));
        }

        StratumMetrics = _metrics.Count;
        for (int i = 0; i < plan.Groups.Count; i++)
        {
            AddStratum(plan, i, SizeOf(plan, accounts, plan.Groups[i].Class));
        }

        PartyMetrics = _metrics.Count;
        foreach (Party party in plan.Parties.Skip(plan.Classes.Count))
        {
            Add(party.Name, "balance", "USD", SizeOf(plan, accounts, party.Index), true);
        }

        FlowMetrics = _metrics.Count;
        for (int i = 0; i < flows.Length; i++)
        {
            Flow flow = plan.Flows[i];
            string parties = $"{plan.Parties[flow.Payer].Name}>{plan.Parties[flow.Payee].Name}";
            Add($"flow/{flow.Channel}", parties, "USD", flows[i], true);
        }

        MeasureMetrics = _metrics.Count;
        _metrics.AddRange(Measures.Metrics(
            plan.VotingToken is not null, plan.Classes.Sum(c => (double)c.Wallets)));
    }

    public IReadOnlyList<Metric> Metrics => _metrics;

    /// <summary>How many outcomes the kernel has.</summary>
    public int Outcomes { get; }

    /// <summary>The kernel's outcomes that are tallied as they are.</summary>
    public IReadOnlyList<int> Passed { get; }

    /// <summary>The first class's first metric: profit, per wallet, per dollar, then by channel.
    /// </summary>
    public int ClassMetrics { get; }

    /// <summary>The channels of each class, in the order of its metrics.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Channels { get; }

    /// <summary>The first stratum's first metric: profit per wallet, per dollar.</summary>
    public int StratumMetrics { get; }

    /// <summary>The metric of the first party that is no class.</summary>
    public int PartyMetrics { get; }

    /// <summary>The first flow's metric.</summary>
    public int FlowMetrics { get; }

    /// <summary>The first measure's metric.</summary>
    public int MeasureMetrics { get; }

    /// <summary>Where a class's metrics begin.</summary>
    public int ClassMetric(int @class) => ClassMetrics
        + Enumerable.Range(0, @class).Sum(c => 3 + Channels[c].Count);

    private static IReadOnlyList<string> ChannelsOf(LedgerPlan plan, int party) =>
    [
        .. plan.Flows
            .Where(f => f.Payer == party || f.Payee == party)
            .Select(f => f.Channel)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private static double SizeOf(LedgerPlan plan, double[] accounts, int party) => Math.Max(
        plan.Accounts.Where(a => a.Party == party).Sum(a => accounts[a.Index]), 1e-3);

    private void AddClass(LedgerPlan plan, WalletClass @class, double size)
    {
        // Who borrows nothing can lose what he owns, and no more.
        double? least = @class.Borrowings.Count == 0 ? -@class.WealthUsd : null;
        Add(@class.Name, "profit", "USD", size, false, least);
        Add(
            @class.Name, "profitPerWallet", "USD", size / @class.Wallets, false,
            least / @class.Wallets);
        Add(
            @class.Name, "profitPerDollar", "fraction", size / @class.WealthUsd, false,
            least / @class.WealthUsd);
        foreach (string channel in Channels[@class.Index])
        {
            Add(@class.Name, $"profit.{channel}", "USD", size, false);
        }
    }

    private void AddStratum(LedgerPlan plan, int index, double classSize)
    {
        LedgerGroup group = plan.Groups[index];
        WalletGroup wallets = group.Wallets;
        string name = $"{plan.Classes[group.Class].Name}/{group.Stratum}";
        Add(name, "profitPerWallet", "USD", classSize / wallets.Wallets, true);
        Add(
            name, "profitPerDollar", "fraction",
            classSize / (wallets.Wallets * wallets.MeanUsd), true);
    }

    private void Add(
        string subject, string quantity, string unit, double magnitude, bool @internal,
        double? least = null) =>
        _metrics.Add(new Metric(
            subject, quantity, unit, Math.Clamp(magnitude, 1e-9, 1e30), MetricSense.Gain,
            Internal: @internal)
        {
            Least = least,
        });
}
