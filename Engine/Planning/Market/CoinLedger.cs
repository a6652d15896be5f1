using System.Globalization;
using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning.Stablecoins;
using GpuRisk.Kernels.Models;
using GpuRisk.Kernels.Stablecoins;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Market;

/// <summary>Plans stablecoins, who holds them, and what their flows post.</summary>
internal static class CoinLedger
{
    public static void Add(MarketDraft draft)
    {
        List<Group> groups = [.. Groups(draft)];
        PlannedCoins planned = StablecoinPlanner.Add(
            draft.Scenario, draft.Tables, [.. groups.Select(g => g.Holder)]);
        draft.CoinHeader = planned.Header;
        foreach (PlannedCoin coin in planned.Coins)
        {
            Post(draft, coin.Outcomes);
            foreach (PlannedHolder holder in coin.Holders)
            {
                PostHolders(
                    draft, coin.Coin, groups.Single(g => g.Holder == holder.Holder),
                    holder.Outcomes);
            }
        }

        draft.Pegs = Pegs(draft, planned.Coins);
    }

    // Wallets that see a fall at one time leave together, those that can redeem before those that
    // cannot: all of them leave at one rate, and like wallets fare alike.
    private static IEnumerable<Group> Groups(MarketDraft draft)
    {
        var held = draft.Strata.SelectMany(s => s.Class.Coins.Select(holding => (
            holding.Stablecoin,
            s.Class.LatencySeconds,
            Redeems: Redeems(draft, s.Class, holding, s.Stratum),
            Member: new Member(
                draft.Ledger.Stratum(s.Class, s.Stratum),
                draft.Ledger.Strata[s.Class.Index][s.Stratum].Wallets,
                draft.Ledger.Share(s.Class, s.Stratum) * s.Class.WealthUsd * holding.Share))));
        int index = 0;
        foreach (var group in held.GroupBy(h => (h.Stablecoin, h.LatencySeconds, h.Redeems)))
        {
            List<Member> members = [.. group.Select(h => h.Member)];
            string side = group.Key.Redeems ? "redeemers" : "sellers";
            string name = string.Create(
                CultureInfo.InvariantCulture,
                $"{group.Key.Stablecoin.Name}/{group.Key.LatencySeconds}s/{side}");
            var holder = new Holder(
                index++, name, group.Key.Stablecoin,
                members.Sum(m => m.Usd), group.Key.LatencySeconds,
                members.Sum(m => m.Wallets));
            yield return new Group(holder, members);
        }
    }

    private static bool Redeems(
        MarketDraft draft, WalletClass @class, CoinHolding holding, int stratum) =>
        holding.Stablecoin.Redemption is { } terms
        && terms.Admit(
            draft.Ledger.Strata[@class.Index][stratum].MeanUsd * holding.Share);

    private static void Post(MarketDraft draft, int outcomes)
    {
        LedgerDraft ledger = draft.Ledger;
        Account market = ledger.Named(NamedAccounts.Market);
        Account issuer = ledger.Role(MarketRoles.Issuer);
        Account reserves = ledger.Named(NamedAccounts.Reserves);
        int fees = outcomes + StablecoinOutcomes.RedemptionFees;
        ledger.Post(
            Channel.ReserveYield, reserves, issuer,
            outcomes + StablecoinOutcomes.IssuerIncome, 1);
        ledger.Post(Channel.ReserveYield, reserves, issuer, fees, -1);
        ledger.Post(Channel.Redemption, market, issuer, fees, 1);
        ledger.Post(
            Channel.Redemption, market, ledger.Role(MarketRoles.Arbitrageurs),
            outcomes + StablecoinOutcomes.ArbitrageIncome, 1);
    }

    // What was sold is lost to those who bought it, who may win it back or not; a redeemer's fee
    // goes to the issuer, past the market that already paid the fees of all.
    private static void PostHolders(
        MarketDraft draft, Stablecoin coin, Group group, int outcomes)
    {
        LedgerDraft ledger = draft.Ledger;
        Account market = ledger.Named(NamedAccounts.Market);
        Account arbitrageurs = ledger.Role(MarketRoles.Arbitrageurs);
        foreach (Member member in group.Members)
        {
            Account account = member.Account;
            double part = member.Usd / group.Holder.HoldingsUsd;
            int gain = outcomes + HolderOutcomes.BuyersGain;
            int redeemed = outcomes + HolderOutcomes.RedeemedShare;
            double fee = part * group.Holder.HoldingsUsd * (coin.Redemption?.FeeFraction ?? 0);
            ledger.Post(Channel.Peg, account, arbitrageurs, gain, part);
            ledger.Post(
                Channel.Peg, account, market,
                outcomes + HolderOutcomes.Loss, part);
            ledger.Post(Channel.Peg, account, market, gain, -part);
            ledger.Post(Channel.Peg, account, market, redeemed, -fee);
            ledger.Post(Channel.Redemption, account, market, redeemed, fee);
        }
    }

    private static PlannedRows Pegs(MarketDraft draft, IReadOnlyList<PlannedCoin> coins)
    {
        IEnumerable<(Asset Asset, string Coin)> pegged = draft.Scenario.Assets
            .Where(a => a.Process is PeggedProcess)
            .Select(a => (a, ((PeggedProcess)a.Process).Stablecoin));
        return draft.Tables.AddRows<PegRow>(
        [
            .. pegged.Select(p => new PegRow
            {
                Asset = p.Asset.Index,
                Coin = coins.Single(c => c.Coin.Name == p.Coin).Row,
            }),
        ]);
    }

    private sealed record Group(Holder Holder, IReadOnlyList<Member> Members);

    private sealed record Member(Account Account, long Wallets, double Usd);
}
