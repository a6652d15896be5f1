using GpuRisk.Engine.Ledgers;
using GpuRisk.Kernels.Depeg;
using GpuRisk.Kernels.Market;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Market;

/// <summary>Plans stablecoins, who holds them, and what their flows post.</summary>
internal static class CoinLedger
{
    public static void Add(MarketDraft draft)
    {
        List<Group> groups = [.. Groups(draft)];
        int header = StablecoinPlanner.Add(
            draft.Scenario, draft.Tables, [.. groups.Select(g => g.Holder)]);
        draft.Set(JointTable.Header.CoinHeader, header);
        int rows = draft.Tables.Integers[header + StablecoinTable.Header.CoinRows];
        foreach (Stablecoin coin in draft.Scenario.Stablecoins)
        {
            int row = rows + (coin.Index * StablecoinTable.Row.Width);
            Post(draft, coin, row);
            IReadOnlyList<Holder> order = StablecoinPlanner.InOrder(
                groups.Select(g => g.Holder), coin);
            int holders = draft.Tables.Integers[row + StablecoinTable.Row.HolderRows];
            for (int i = 0; i < order.Count; i++)
            {
                int holder = holders + (i * HolderTable.Row.Width);
                PostHolders(
                    draft, coin, groups.Single(g => g.Holder == order[i]),
                    draft.Tables.Integers[holder + HolderTable.Row.Metrics]);
            }
        }

        Follow(draft, rows);
    }

    // Strata of a class that can redeem leave together, and so do those that cannot: all of them
    // leave at one rate and time.
    private static IEnumerable<Group> Groups(MarketDraft draft)
    {
        int index = 0;
        foreach (WalletClass @class in draft.Scenario.Classes)
        {
            foreach (CoinHolding holding in @class.Coins)
            {
                var strata = Enumerable.Range(0, draft.Ledger.Strata[@class.Index].Length)
                    .GroupBy(k => Redeems(draft, @class, holding, k));
                foreach (IGrouping<bool, int> group in strata)
                {
                    double wealth = group.Sum(k => draft.Ledger.Share(@class, k))
                        * @class.WealthUsd;
                    long wallets = group.Sum(k => draft.Ledger.Strata[@class.Index][k].Wallets);
                    string side = group.Key ? "redeemers" : "sellers";
                    var holder = new Holder(
                        index++, $"{@class.Name}/{holding.Stablecoin.Name}/{side}",
                        holding.Stablecoin, wealth * holding.Share, @class.LatencySeconds,
                        wallets);
                    yield return new Group(holder, @class, [.. group], group.Key);
                }
            }
        }
    }

    private static bool Redeems(
        MarketDraft draft, WalletClass @class, CoinHolding holding, int stratum) =>
        holding.Stablecoin.Redemption is { } terms
        && draft.Ledger.Strata[@class.Index][stratum].MeanUsd * holding.Share
            >= terms.MinimumUsd;

    private static void Post(MarketDraft draft, Stablecoin coin, int row)
    {
        LedgerDraft ledger = draft.Ledger;
        int metrics = draft.Tables.Integers[row + StablecoinTable.Row.Metrics];
        Account market = ledger.Named(NamedAccounts.Market);
        Account issuer = ledger.Role(MarketRoles.Issuer);
        Account reserves = ledger.Named(NamedAccounts.Reserves);
        int fees = metrics + StablecoinTable.Metric.RedemptionFees;
        ledger.Post(
            Channel.ReserveYield, reserves, issuer,
            metrics + StablecoinTable.Metric.IssuerIncome, 1);
        ledger.Post(Channel.ReserveYield, reserves, issuer, fees, -1);
        ledger.Post(Channel.Redemption, market, issuer, fees, 1);
        ledger.Post(
            Channel.Redemption, market, ledger.Role(MarketRoles.Arbitrageurs),
            metrics + StablecoinTable.Metric.ArbitrageIncome, 1);
    }

    // What was sold is lost to those who bought it, who may win it back or not; a redeemer's fee
    // goes to the issuer, past the market that already paid the fees of all.
    private static void PostHolders(
        MarketDraft draft, Stablecoin coin, Group group, int metrics)
    {
        LedgerDraft ledger = draft.Ledger;
        Account market = ledger.Named(NamedAccounts.Market);
        Account arbitrageurs = ledger.Role(MarketRoles.Arbitrageurs);
        double all = group.Strata.Sum(k => ledger.Share(group.Class, k));
        foreach (int k in group.Strata)
        {
            Account account = ledger.Stratum(group.Class, k);
            double part = ledger.Share(group.Class, k) / all;
            int gain = metrics + HolderTable.Metric.BuyersGain;
            int redeemed = metrics + HolderTable.Metric.RedeemedShare;
            double fee = part * group.Holder.HoldingsUsd * (coin.Redemption?.FeeFraction ?? 0);
            ledger.Post(Channel.Peg, account, arbitrageurs, gain, part);
            ledger.Post(
                Channel.Peg, account, market,
                metrics + HolderTable.Metric.Loss, part);
            ledger.Post(Channel.Peg, account, market, gain, -part);
            ledger.Post(Channel.Peg, account, market, redeemed, -fee);
            ledger.Post(Channel.Redemption, account, market, redeemed, fee);
        }
    }

    private static void Follow(MarketDraft draft, int coinRows)
    {
        List<(Asset Asset, string Coin)> pegged = [.. draft.Scenario.Assets
            .Where(a => a.Process is PeggedProcess)
            .Select(a => (a, ((PeggedProcess)a.Process).Stablecoin))];
        int rows = draft.Tables.ReserveIntegers(2 * pegged.Count);
        draft.Set(JointTable.Header.Peggeds, pegged.Count);
        draft.Set(JointTable.Header.PeggedRows, rows);
        for (int i = 0; i < pegged.Count; i++)
        {
            Stablecoin coin = draft.Scenario.Stablecoins.Single(c => c.Name == pegged[i].Coin);
            draft.Tables.Integers[rows + (2 * i)] = pegged[i].Asset.Index;
            draft.Tables.Integers[rows + (2 * i) + 1] =
                coinRows + (coin.Index * StablecoinTable.Row.Width);
        }
    }

    private sealed record Group(
        Holder Holder, WalletClass Class, IReadOnlyList<int> Strata, bool Redeems);
}
