using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <content>Single trades: the contracts' arithmetic, and optimisation by brute force.</content>
public sealed partial class WeightedPoolTests
{
    // docs/oracles.md, "Weighted pools".
    // The contracts' out-given-in: B_o (1 - (B_i / (B_i + a (1 - f)))^(w_i / w_o)).
    [TestCase(0.8, 1.07)]
    [TestCase(0.8, 0.9)]
    [TestCase(0.3, 1.5)]
    [TestCase(0.02, 0.7)]
    public void Trade_OfTwoAssets_IsThatOfTheContracts(double weight, double factor)
    {
        const double fee = 0.01;
        double[] weights = [weight, Math.Round(1 - weight, 10)];
        Paths path = Move(weights, [factor, 1], "fee: 0.01, arbitrage: step");

        // Into the pool goes what the market values less than the pool does.
        (int into, int from) = factor > 1 ? (1, 0) : (0, 1);
        double[] prices = [factor, 2];
        double[] held = [1000 * weights[0], 1000 * weights[1] / 2];
        double paid = path.First("p.arbitrageVolume") / prices[into];
        double after = held[into] + (paid * (1 - fee));
        double taken = held[from]
            * (1 - Math.Pow(held[into] / after, weights[into] / weights[from]));
        Assert.That(
            (taken * prices[from]) - (paid * prices[into]),
            Is.EqualTo(path.First("p.arbitrageProfit")).Within(1e-10));

        // The pool asks as much as the market, fee included.
        double spot = after / weights[into] / ((held[from] - taken) / weights[from]) / (1 - fee);
        Assert.That(spot, Is.EqualTo(prices[from] / prices[into]).Within(1e-10));
        double hold = (held[0] * prices[0]) + (held[1] * prices[1]);
        double value = (after * prices[into]) + ((held[from] - taken) * prices[from]);
        Assert.That(
            path.First("lp.impermanentLoss"), Is.EqualTo((value / hold) - 1).Within(1e-13));
    }

    /// <summary>Of up to eight assets that moved at random no exchange of two of them gains more:
    /// the problem is concave, so that none of all does.</summary>
    [Test]
    public void Trade_OfManyAssets_IsTheBestOfAll()
    {
        var random = new Random(7);
        for (int trial = 0; trial < 30; trial++)
        {
            int count = 3 + (trial % 6);
            double[] parts = [.. Enumerable.Range(0, count).Select(_ => 0.05 + random.NextDouble())];
            double[] weights = [.. parts.Select(p => Math.Round(p / parts.Sum(), 4))];
            weights[0] = Math.Round(1 - weights.Skip(1).Sum(), 4);
            double spread = trial % 3 == 0 ? 0.02 : 0.4;
            double[] logs =
                [.. Enumerable.Range(0, count).Select(_ => spread * (random.NextDouble() - 0.5))];
            double fee = trial % 2 == 0 ? 0.003 : 0.05;
            Paths path = Move(
                weights, [.. logs.Select(Math.Exp)],
                $"fee: {fee}, arbitrage: step");
            (double profit, double volume, double value) = Best(weights, logs, fee);
            Assert.That(
                path.First("p.arbitrageProfit"), Is.EqualTo(1000 * profit).Within(1e-7), $"{trial}");
            double scale = path.First("p.arbitrageVolume") + 1;
            Assert.That(
                path.First("p.arbitrageVolume"),
                Is.EqualTo(1000 * volume).Within(1e-4 * scale), $"{trial}");
            double hold = weights.Zip(logs, (w, x) => w * Math.Exp(x)).Sum();
            Assert.That(
                path.First("lp.impermanentLoss"),
                Is.EqualTo((value / hold) - 1).Within(1e-6), $"{trial}");
        }
    }

    // A cost g widens the region by as much as makes the best trade worth it.
    [TestCase(0.99, 0)]
    [TestCase(1.01, 1)]
    public void Gas_KeepsTradesAway_ThatGainLess(double part, int trades)
    {
        double[] weights = [0.2, 0.3, 0.5];
        double[] factors = [1.02, 1, 0.98];
        double profit = Move(weights, factors, "fee: 0.003, arbitrage: step")
            .First("p.arbitrageProfit");
        Assert.That(
            Move(
                weights, factors,
                $"fee: 0.003, arbitrage: step, arbitrageGas: {profit / part:F12}")
                .First("p.arbitrageTrades"),
            Is.EqualTo(trades));
    }

    /// <summary>Prices that moved once and stand still are traded once.</summary>
    [Test]
    public void Prices_ThatStandStill_AreNotTradedOn()
    {
        Paths paths = Paths.Of(
            Scenario(
                """
                  X: { price: 1, process: { kind: merton, drift: 0, volatility: 0, jumpsPerYear: 12, jumpMean: 0.3, jumpStdDev: 0.01 } }
                  Y: { price: 1, process: { kind: constant } }
                  Z: { price: 1, process: { kind: constant } }
                """,
                "kind: weighted, assets: [X, Y, Z], weights: [0.3, 0.3, 0.4], fee: 0.003, value: 1000000, arbitrage: step"),
            64, 3);
        for (int i = 0; i < paths.Count; i++)
        {
            // Each jump is of some 0.3.
            double moved = Math.Log(paths["X.price"][i]);
            Assert.That(paths["p.arbitrageTrades"][i], Is.EqualTo(Math.Round(moved / 0.3)));
        }
    }

    // The best trade, exchanging two assets at a time until nothing is gained: each search is of
    // one number, by golden section. Of a pool worth one, all balances at the market before.
    private static (double Profit, double Volume, double Value) Best(
        double[] weights, double[] logs, double fee)
    {
        int count = weights.Length;
        double[] moves = new double[count];
        double Gain(int i, double move)
        {
            // The balance grows by exp(move); more is paid than stays.
            double change = weights[i] * Math.Exp(logs[i]) * double.ExpM1(move);
            return change > 0 ? -change / (1 - fee) : -change;
        }

        for (int round = 0; round < 400; round++)
        {
            for (int i = 0; i < count; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    double total = (weights[i] * moves[i]) + (weights[j] * moves[j]);
                    double Both(double m) =>
                        Gain(i, m) + Gain(j, (total - (weights[i] * m)) / weights[j]);
                    double reach = round < 8 ? 0.5 : Math.Pow(0.9, round - 8) * 0.5 + 1e-9;
                    double low = moves[i] - reach;
                    double high = moves[i] + reach;
                    for (int k = 0; k < 60; k++)
                    {
                        double first = high - (0.6180339887498949 * (high - low));
                        double second = low + (0.6180339887498949 * (high - low));
                        if (Both(first) < Both(second)) low = first;
                        else high = second;
                    }

                    double middle = (low + high) / 2;
                    if (Both(middle) <= Both(moves[i])) continue;
                    moves[j] = (total - (weights[i] * middle)) / weights[j];
                    moves[i] = middle;
                }
            }
        }

        double volume = moves.Select((m, i) => Gain(i, m)).Where(g => g < 0).Sum(g => -g);
        return (
            moves.Select((m, i) => Gain(i, m)).Sum(), volume,
            weights.Select((w, i) => w * Math.Exp(logs[i] + moves[i])).Sum());
    }
}
