using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning.Pools;
using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Lending;
using GpuRisk.Kernels.Models;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Market;

/// <summary>What the planners of a joint market's parts share.</summary>
internal sealed class MarketDraft
{
    private readonly int _outcomes;

    public MarketDraft(Scenario scenario, PlanBuilder tables)
    {
        Scenario = scenario;
        Tables = tables;
        Ledger = new LedgerDraft(scenario);
        LendingRow = tables.ReserveRow<LendingHeader>();
        Header = tables.ReserveRow<MarketHeader>();
        _outcomes = tables.AddMetrics(
            [
                Hidden("market", "one", 1),
                .. scenario.Assets.Select(asset => Hidden(asset.Name, "return", Growth(asset))),
            ]);
    }

    public Scenario Scenario { get; }

    public PlanBuilder Tables { get; }

    public LedgerDraft Ledger { get; }

    public int LendingRow { get; }
    /// <summary>Where the header of the stablecoins stands, once they are planned.</summary>
    public int CoinHeader { get; set; }

    /// <summary>Assets that follow a stablecoin, once they are planned.</summary>
    public PlannedRows Pegs { get; set; }

    /// <summary>Where the market's own header belongs, behind that of the lending markets.
    /// </summary>
    public int Header { get; }

    /// <summary>The outcome that is one on every path.</summary>
    public int One => _outcomes;

    public double StepYears => AssetMoments.Years(Scenario.StepSeconds);

    public double StepDays => StepMoments.Days(Scenario.StepSeconds);

    /// <summary>The classes with the numbers of their strata.</summary>
    public IEnumerable<(WalletClass Class, int Stratum)> Strata =>
        Scenario.Classes.SelectMany(c => Enumerable
            .Range(0, Ledger.Strata[c.Index].Length)
            .Select(stratum => (c, stratum)));

    /// <summary>The outcome of an asset's return over the horizon.</summary>
    public int Return(Asset asset) => _outcomes + 1 + asset.Index;

    /// <summary>The pools, once they are planned.</summary>
    public PlannedPools Pools { get; set; } = new(-1, []);

    /// <summary>By what an asset's price may well grow until the horizon.</summary>
    public double Growth(Asset asset) => Scenario.MomentsOf(asset).Growth(
        AssetMoments.Years(Scenario.HorizonSeconds));

    /// <summary>A duration in steps.</summary>
    public int Steps(double seconds) => (int)Math.Round(seconds / Scenario.StepSeconds);

    /// <summary>What gas costs at the start, USD.</summary>
    public double GasUsd(double units) => units * (Scenario.Gas?.UsdPerUnit ?? 0);

    /// <summary>An outcome that only the ledger reads.</summary>
    public static Metric Hidden(string subject, string quantity, double magnitude) => new(
        subject, quantity, "USD", Math.Clamp(magnitude, 1e-30, 1e30), MetricSense.Level,
        Internal: true);

    /// <summary>Posts gas to validators and, as far as it is burned, to nobody.</summary>
    public void PostGas(Account payer, int outcome, double coefficient)
    {
        double burned = Scenario.Gas?.BurnedShare ?? 0;
        Ledger.Post(
            Channel.Gas, payer, Ledger.Role(MarketRoles.Infrastructure), outcome,
            coefficient * (1 - burned));
        Ledger.Post(
            Channel.Gas, payer, Ledger.Named(NamedAccounts.Burned), outcome,
            coefficient * burned);
    }

    /// <summary>Posts a revaluation.</summary>
    public void PostRevaluation(Account payee, int outcome, double coefficient) => Ledger.Post(
        Channel.Revaluation, Ledger.Named(NamedAccounts.Market), payee, outcome, coefficient);

    /// <summary>Posts what a sale lost: those who trade the price back gain it.</summary>
    public void PostSlippage(Account payer, int outcome, double coefficient) => Ledger.Post(
        Channel.Slippage, payer, Ledger.Role(MarketRoles.Arbitrageurs), outcome, coefficient);
}
