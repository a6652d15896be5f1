using GpuRisk.Engine.Concentration;
using GpuRisk.Engine.Planning.Lending;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Models.Market;

/// <summary>
/// What classes have in the end, valued from their holdings and final prices, against what the
/// ledger says that they gained; and pools by their own account.
/// </summary>
[TestFixture]
public sealed class ReconciliationTests
{
    private const int Markets = 600;

    private static readonly string[] OfHoldings =
    [
        "revaluation", "arbitrage", "trading-fees", "interest", "bad-debt", "liquidation-bonus",
        "peg", "redemption", "rug", "regulation",
    ];

    private static void ForEachMarket(Action<Books, RandomMarket, string> check) => Parallel.For(
        0, Markets, new ParallelOptions { MaxDegreeOfParallelism = Simulation.Threads },
        seed =>
        {
            var market = RandomMarket.Of(10_000 + seed);
            check(
                Books.Of(market.Text, 16, (ulong)seed), market, $"random market {10_000 + seed}");
        });

    [Test]
    public void FinalWealth_IsWhatTheLedgerSays() => ForEachMarket((books, _, name) =>
    {
        foreach (WalletClass @class in books.Plan.Scenario.Classes.Where(
            c => c.Name.StartsWith("class", StringComparison.Ordinal)))
        {
            for (int path = 0; path < books.Count; path++)
            {
                double valued = Valued(books, @class, path);
                double booked = OfHoldings.Sum(c => books.Channel(@class.Name, c, path));
                Assert.That(
                    booked,
                    Is.EqualTo(valued).Within(1e-3 + (1e-8 * @class.WealthUsd)),
                    $"{name}, path {path}, {@class.Name}");
            }
        }
    });

    private static double Valued(Books books, WalletClass @class, int path)
    {
        Scenario scenario = books.Plan.Scenario;
        double Return(Asset asset) =>
            books.Outcome($"{asset.Name}.price")[path] / asset.PriceUsd;
        double gain = 0;
        foreach (AssetHolding held in @class.Assets)
        {
            double kept = scenario.Regulation?.Freezes.FirstOrDefault(
                f => f.Class == @class && f.Asset == held.Asset) is { } freeze
                ? Math.Pow(1 - freeze.Share, books["regulation.interventions"][path])
                : 1;
            gain += held.Share * ((kept * Return(held.Asset)) - 1);
        }

        foreach (LiquidityHolding held in @class.Liquidity)
        {
            gain += held.Share * Liquidity(books, $"{@class.Name}/{held.Pool.Name}", path);
        }

        foreach (FarmStake stake in @class.Stakes)
        {
            double left = 1 - (stake.Farm.RuggedShare * books[$"{stake.Farm.Name}.rugged"][path]);
            gain += stake.Share * (stake.Farm.Asset is { } asset
                ? (left * Return(asset)) - 1
                : Liquidity(books, $"{@class.Name}/{stake.Farm.Name}", path));
        }

        foreach (CoinHolding held in @class.Coins)
        {
            gain -= CoinLoss(books, @class, held, path) / @class.WealthUsd;
        }

        return (@class.WealthUsd * gain) + Credit(books, @class, path, Return)
            + Rewards(books, @class, path) - Noise(books, @class, path);
    }

    // A position of one USD: its final value, fees and swaps, without gas.
    private static double Liquidity(Books books, string position, int path) =>
        books.Outcome($"{position}.net")[path] + books.Outcome($"{position}.gas")[path];

    // Strata of one latency leave together, apart by whether they can redeem; each bears its part
    // of what its group loses.
    private static double CoinLoss(Books books, WalletClass @class, CoinHolding held, int path)
    {
        string coin = held.Stablecoin.Name;
        double loss = 0;
        foreach (bool redeems in (bool[])[true, false])
        {
            double own = HeldUsd(@class, coin, redeems);
            if (own > 0)
            {
                double all = books.Plan.Scenario.Classes
                    .Where(c => c.LatencySeconds == @class.LatencySeconds)
                    .Sum(c => HeldUsd(c, coin, redeems));
                string side = redeems ? "redeemers" : "sellers";
                loss += own / all
                    * Sum(books, $"{coin}/{@class.LatencySeconds}s/{side}", ".loss", path);
            }
        }

        return loss;
    }

    private static double HeldUsd(WalletClass @class, string coin, bool redeems) => @class.Coins
        .Where(c => c.Stablecoin.Name == coin)
        .Sum(c => Strata.Of(@class.Sizes, @class.Wallets, @class.Strata)
            .Where(s => redeems == (c.Stablecoin.Redemption is { } terms
                && s.MeanUsd * c.Share >= terms.MinimumUsd))
            .Sum(s => s.Wallets * s.MeanUsd * c.Share));

    private static double Sum(Books books, string prefix, string suffix, int path) =>
        books.Plan.Outcomes
            .Where(m => m.Name.StartsWith(prefix, StringComparison.Ordinal)
                && m.Name.EndsWith(suffix, StringComparison.Ordinal))
            .Sum(m => books.Outcome(m.Name)[path]);

    private static double Credit(
        Books books, WalletClass @class, int path, Func<Asset, double> @return)
    {
        Scenario scenario = books.Plan.Scenario;
        double gain = 0;
        foreach (Borrowing loan in @class.Borrowings)
        {
            gain += Sum(books, $"{@class.Name}/", "@m/ledger.equity", path)
                - (loan.EquityShare * @class.WealthUsd);
        }

        foreach (Loan loan in scenario.Loans.Where(l => l.Class == @class.Name))
        {
            double start = loan.Borrowers[0].Collateral.Sum(a => a.ValueUsd)
                - loan.Borrowers[0].Debt.Sum(a => a.ValueUsd);
            gain += books.Outcome($"{loan.Name}.equity")[path] - start;
        }

        foreach (Deposit deposit in @class.Deposits)
        {
            double years = scenario.HorizonSeconds / (365.0 * 86400);
            DebtTerms terms = deposit.Market.Debt[0];
            double use = terms.Utilisation;
            double rate = LendingPlanner.BorrowRate(terms, use) * use * (1 - terms.ReserveFactor);
            double usd = deposit.Share * @class.WealthUsd;
            gain += usd * ((@return(deposit.Asset) * Math.Exp(rate * years)) - 1);
            gain -= books.Flow("bad-debt", @class.Name, deposit.Market.Name, path);
        }

        return gain;
    }

    // Tokens kept have gone with their price since they were claimed or unlocked.
    private static double Rewards(Books books, WalletClass @class, int path)
    {
        double gain = 0;
        var strata = books.Plan.Ledger!.Strata[@class.Index];
        for (int k = 0; k < strata.Length; k++)
        {
            gain += strata[k].Wallets
                * Sum(books, $"{@class.Name}/{k}/", ".rewardRevaluation", path);
        }

        return gain + Sum(books, $"{@class.Name}/", ".unlockRevaluation", path);
    }

    private static double Noise(Books books, WalletClass @class, int path)
    {
        Scenario scenario = books.Plan.Scenario;
        double weight = scenario.Classes.Sum(c => c.TradingWeight);
        return weight == 0 ? 0 : @class.TradingWeight / weight * scenario.Pools
            .OfType<PairPool>()
            .Sum(p => p.FeeFraction * books[$"{p.Name}.noiseVolume"][path]);
    }

    // The pool knows what arbitrageurs gained and traders paid; positions know what they lost and
    // earned. Both sides are kept apart in the kernel.
    [Test]
    public void Pools_AgreeWithTheirPositions() => ForEachMarket((books, market, name) =>
    {
        if (!market.HasSimplePools)
        {
            return;
        }

        for (int path = 0; path < books.Count; path++)
        {
            double gained = 0;
            double size = 1;
            foreach (PairPool pool in books.Plan.Scenario.Pools.OfType<PairPool>())
            {
                gained += Gained(books, pool, path);
                size += pool.ValueUsd;
                AssertNoise(books, pool, path, name);
            }

            double booked = Arbitrageurs(books, path);
            Assert.That(booked, Is.EqualTo(gained).Within(1e-3 + (1e-9 * size)), $"{name}, {path}");
        }
    });

    private static double Gained(Books books, PairPool pool, int path) =>
        pool.Arbitrage == ArbitrageTiming.Step
            ? books[$"{pool.Name}.arbitrageProfit"][path]
            : Positions(books, pool).Sum(
                p => p.Usd * books.Outcome($"{p.Name}.lossVersusRebalancing")[path]);

    // What arbitrageurs have by way of pools, without habits, holdings and other sales.
    private static double Arbitrageurs(Books books, int path)
    {
        double sum = 0;
        foreach (string channel in new[] { "arbitrage", "trading-fees", "protocol-fee", "gas" })
        {
            foreach ((string flow, double[] values) in books.Metrics.Where(m =>
                m.Key.StartsWith($"flow/{channel}.", StringComparison.Ordinal)))
            {
                sum += flow.EndsWith(">arbitrageurs", StringComparison.Ordinal) ? values[path] : 0;
                sum -= flow.Contains(".arbitrageurs>", StringComparison.Ordinal)
                    ? values[path]
                    : 0;
            }
        }

        return sum;
    }

    private static void AssertNoise(Books books, PairPool pool, int path, string name)
    {
        double paid = pool.FeeFraction * books[$"{pool.Name}.noiseVolume"][path];
        double protocol = books[$"{pool.Name}.protocolFees"][path]
            - books.Outcome($"{pool.Name}.protocolArbitrageFees")[path];
        double provided = Positions(books, pool).Sum(p => p.Usd * (
            books.Outcome($"{p.Name}.fees")[path]
            - books.Outcome($"{p.Name}.arbitrageFees")[path]));
        Assert.That(
            provided + protocol, Is.EqualTo(paid).Within(1e-3 + (1e-9 * pool.ValueUsd)),
            $"{name}, path {path}: noise fees of {pool.Name}");
    }

    private static List<(string Name, double Usd)> Positions(Books books, PairPool pool)
    {
        List<(string Name, double Usd)> positions = [];
        foreach (WalletClass @class in books.Plan.Scenario.Classes)
        {
            positions.AddRange(@class.Liquidity.Where(l => l.Pool == pool)
                .Select(l => ($"{@class.Name}/{pool.Name}", l.Share * @class.WealthUsd)));
            positions.AddRange(@class.Stakes.Where(s => s.Farm.Pool == pool)
                .Select(s => ($"{@class.Name}/{s.Farm.Name}", s.Share * @class.WealthUsd)));
        }

        double whole = pool.ValueUsd * (pool is ConcentratedPool c ? c.Concentration : 1);
        positions.Add(($"others/{pool.Name}", whole - positions.Sum(p => p.Usd)));
        return positions;
    }
}
