using GpuRisk.Engine.Results;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Stablecoins: peg, impairments, redemption, and who loses.</summary>
[TestFixture]
public sealed partial class StablecoinTests
{
    private static string Scenario(
        string coin, string horizon, string step, string rest = "") => $$"""
        scenario: coin
        kernel: depeg
        horizon: {{horizon}}
        step: {{step}}
        assets:
          USD: { price: 1, process: { kind: constant } }
        stablecoins:
          C: { design: reserve-backed, {{coin}} }
        {{rest}}
        """;

    private const string Still = "meanReversionPerDay: 0, volatilityPerDay: 0, supply: 1000000000";

    private const string Pegged =
        "meanReversionPerDay: 0.56, volatilityPerDay: 0.0021, supply: 1000000000";

    // docs/oracles.md, "Pegs".
    // The bounds .995 and .99 are of a price that reverts to 1; here its log reverts to 0: the same
    // law at exp(-.005) and exp(-.01).
    [TestCase("30d", 0.005, 0.131869875, 500_000)]
    [TestCase("365d", 0.01, 8.4044e-5, 250_000)]
    public void Minimum_OfAnUnpressedPeg_HasTheExactProbability(
        string horizon, double depth, double expected, int count)
    {
        Paths paths = Paths.Of(Scenario(Pegged, horizon, "1d"), count, 61);
        double threshold = Math.Exp(-depth);
        double[] minimum = paths["C.minimum"];
        paths.Share("minimum", i => minimum[i] <= threshold).AssertIs(expected);
    }

    // The stationary law: variance v^2 / (2 k), whatever the step.
    [TestCase("1d")]
    [TestCase("1h")]
    public void Price_AfterAMonth_HasTheStationaryVariance(string step)
    {
        Paths paths = Paths.Of(Scenario(Pegged, "30d", step), 100_000, 62);
        double[] price = paths["C.price"];
        paths.Mean("mean", i => Math.Log(price[i])).AssertIs(0);
        paths.Mean("variance", i => Math.Pow(Math.Log(price[i]), 2))
            .AssertIs(0.0021 * 0.0021 / (2 * 0.56));
    }

    [Test]
    public void Hours_BelowAThreshold_AreThoseOfTheSteps()
    {
        Paths paths = Paths.Of(Scenario(Pegged, "10d", "6h"), 50_000, 63);
        double[] hours = paths["C.hoursBelow99"];
        Assert.That(hours.All(h => h % 6 == 0));

        // P(log price < log .99) summed over the steps' exact normal laws.
        double expected = 0;
        for (int i = 1; i <= 40; i++)
        {
            double variance = 0.0021 * 0.0021 * -double.ExpM1(-1.12 * i * 0.25) / 1.12;
            double z = Math.Log(0.99) / Math.Sqrt(variance);
            expected += 6 * MathNet.Numerics.Distributions.Normal.CDF(0, 1, z);
        }

        // At five standard deviations next to nothing: a coarser peg has some.
        Assert.That(expected, Is.LessThan(1e-3));
        Paths coarse = Paths.Of(
            Scenario(Pegged.Replace("0.0021", "0.0105", StringComparison.Ordinal), "10d", "6h"),
            50_000, 63);
        double coarseExpected = 0;
        for (int i = 1; i <= 40; i++)
        {
            double variance = 0.0105 * 0.0105 * -double.ExpM1(-1.12 * i * 0.25) / 1.12;
            coarseExpected += 6 * MathNet.Numerics.Distributions.Normal.CDF(
                0, 1, Math.Log(0.99) / Math.Sqrt(variance));
        }

        coarse.Mean("hours", i => coarse["C.hoursBelow99"][i]).AssertIs(coarseExpected);
    }

    // Each step an impairment arrives with probability p and takes a beta share with mean m:
    // E[ratio] = (1 - p m)^n and E[ratio^2] = (1 - 2 p m + p E[s^2])^n. p counts at most one a step.
    [TestCase(0.05, 10)]
    [TestCase(0.3, 2)]
    [TestCase(0.1, 40)]
    public void Reserves_UnderImpairments_HaveTheBetaMoments(double mean, double concentration)
    {
        const double perYear = 3;
        Paths paths = Paths.Of(
            Scenario(
                $"{Still}, impairmentsPerYear: {perYear}, impairmentMean: {mean}, "
                + $"impairmentConcentration: {concentration}",
                "365d", "5d"),
            400_000, 64);
        double p = -double.ExpM1(-perYear * 5 / 365);
        double square = (mean * mean) + (mean * (1 - mean) / (concentration + 1));
        double[] ratio = paths["C.reserveRatio"];
        double[] price = paths["C.price"];

        // The table of quantiles is linear between 1,024 points, which takes up to 1e-3 off.
        paths.Mean("ratio", i => ratio[i]).AssertIs(Math.Pow(1 - (p * mean), 73), 1e-3);
        paths.Mean("square", i => ratio[i] * ratio[i])
            .AssertIs(Math.Pow(1 - (2 * p * mean) + (p * square), 73), 1e-3);

        // Without noise and flows the price is the reserves behind a coin, down to a millionth.
        Assert.That(
            Enumerable.Range(0, paths.Count)
                .Max(i => Math.Abs(price[i] - Math.Max(ratio[i], 1e-6))),
            Is.LessThan(1e-12));
    }

    // At each step a jump arrives with probability p; what is left of it k steps later is its size
    // times f^k. Reserves stay whole.
    [TestCase("jumpsPerYear: 40, jumpMean: -0.05, jumpStdDev: 0.02", 40, -0.05, 0.02, 1)]
    [TestCase("jumpsPerYear: 4, jumpMean: 0.02, jumpStdDev: 0.06", 4, 0.02, 0.06, 10)]
    public void Jumps_LeaveReservesWhole_AndRevert(
        string jumps, double perYear, double mean, double deviation, double factor)
    {
        const double rate = 0.56, noise = 0.0021, days = 30, step = 0.25;
        string hazard = factor == 1 ? "" : $$"""
            regimes:
              period: 6h
              states:
                one: { next: { one: 0.5, two: 0.5 }, pegHazard: {{factor}} }
                two: { next: { one: 0.5, two: 0.5 }, pegHazard: {{factor}} }
            """;
        Paths paths = Paths.Of(
            Scenario($"{Pegged}, {jumps}", "30d", "6h", hazard), 200_000, 69);
        double[] price = paths["C.price"];
        double p = -double.ExpM1(-perYear * factor * step / 365);
        double expected = noise * noise * -double.ExpM1(-2 * rate * days) / (4 * rate);
        double log = 0;
        for (int k = 0; k < days / step; k++)
        {
            double left = Math.Exp(-rate * step * k);
            double growth = double.ExpM1(
                (mean * left) + (deviation * deviation * left * left / 2));
            expected += Math.Log(1 + (p * growth));
            log += p * mean * left;
        }

        paths.Mean("price", i => price[i]).AssertIs(Math.Exp(expected));
        paths.Mean("log price", i => Math.Log(price[i])).AssertIs(log);
        Assert.That(paths["C.reserveRatio"], Is.All.EqualTo(1));
        Assert.That(paths["C.failed"], Is.All.Zero);
    }

    // Who is first changes from draw to draw.
    [Test]
    public void Holders_WhoOvertakeEachOther_AreToldInTheScenariosOrder()
    {
        const string rest = """
            pools:
              p: { kind: stableswap, amplification: 100, assets: [C, USD], value: 300000000 }
            holders:
              slow: { holdings: 300000000, latency: { low: 1h, high: 9h } }
              fast: { holdings: 300000000, latency: { low: 0s, high: 8h } }
            uncertainty: { draws: 16 }
            """;
        RunResult result = Simulation.RunOnce(Scenario(
            $"{Still}, impairmentAt: {{ time: 1h, size: 0.1 }}, runIntensity: 5", "2d", "1h",
            rest));
        string[] told = [.. result.Metrics
            .Select(metric => metric.Key)
            .Where(name => name.EndsWith(".loss", StringComparison.Ordinal))];
        Assert.That(told, Is.EqualTo(new[] { "slow.loss", "fast.loss" }));
        Assert.That(result.Mean("slow.loss"), Is.GreaterThan(result.Mean("fast.loss")));
    }

    // 8% impaired at hour 10, nine tenths of it back 48 hours later.
    [TestCase("57h", 0.92, 0.92)]
    [TestCase("59h", 0.992, 0.92)]
    public void Impairment_AsStated_IsRecoveredInTime(string horizon, double ratio, double price)
    {
        RunResult result = Simulation.RunOnce(Scenario(
            $"{Still}, impairmentAt: {{ time: 10h, size: 0.08 }}, recoveredShare: 0.9, recoveryTime: 48h",
            horizon, "1h"));
        Assert.That(result.Mean("C.reserveRatio"), Is.EqualTo(ratio).Within(1e-9));
        Assert.That(result.Mean("C.minimum"), Is.EqualTo(0.92).Within(1e-9));

        // With no reversion the price stays where it fell.
        Assert.That(result.Mean("C.price"), Is.EqualTo(price).Within(1e-9));
        Assert.That(result.Mean("C.depegged95"), Is.EqualTo(1));
        Assert.That(result.Mean("C.failed"), Is.Zero);
    }

    [Test]
    public void Price_AfterRecovery_RevertsToTheReserves()
    {
        RunResult result = Simulation.RunOnce(Scenario(
            "meanReversionPerDay: 2, volatilityPerDay: 0, supply: 1000000000, "
            + "impairmentAt: { time: 1h, size: 0.08 }, recoveredShare: 1, recoveryTime: 24h",
            "49h", "1h"));

        // Impaired in step 1, whole again in step 25, whose reversion is the first of 24.
        Assert.That(
            Math.Log(result.Mean("C.price")),
            Is.EqualTo(Math.Log(0.92) * Math.Exp(-2.0 * 24 / 24)).Within(1e-8));
    }

    // Two classes leave a coin that has lost 5%: whales redeem at par as far as the capacity and
    // the bank's hours go and sell the rest; wallets too small for the minimum sell all.
    [Test]
    public void Run_OnAnImpairedCoin_IsWhatAPlainLoopSays()
    {
        const double supply = 1e9;
        const double intensity = 8;
        const double fee = 0.001;
        const double capacity = 4e7;
        const int steps = 24;
        RunResult result = Simulation.RunOnce(Scenario(
            $"meanReversionPerDay: 0, volatilityPerDay: 0, supply: {supply}, reserveYield: 0.05, "
            + "impairmentAt: { time: 6h, size: 0.05 }, startsAt: Fri 00:00, "
            + $"redemption: {{ minimum: 100000, fee: {fee}, dailyCapacity: {capacity}, closed: weekends }}, "
            + $"runIntensity: {intensity}, failureThreshold: 0.9",
            "144h", "6h",
            """
            holders:
              whales: { holdings: 300000000, latency: 0s, wallets: 100 }
              retail: { holdings: 200000000, latency: 12h, wallets: 100000 }
            """));
        double[] held = [3e8, 2e8];
        double[] start = [3e8, 2e8];
        int[] latency = [0, 2];
        double[] proceeds = [0, 0];
        double[] redeemed = [0, 0];
        double reserves = supply;
        double coins = supply;
        double exited = 0;
        double income = 0;
        double price = 1;
        var seen = new List<double> { 1, 1, 1 };
        for (int step = 0; step < steps; step++)
        {
            if (step == 1)
            {
                reserves *= 0.95;
                price = 0.95;
            }

            seen.Add(price);
            double day = (4 + (step * 0.25)) % 7;
            double left = day < 5 ? capacity / 4 : 0;
            for (int h = 0; h < 2; h++)
            {
                double gap = 1 - seen[^(1 + latency[h])];
                if (gap <= 0) continue;
                double fear = gap + (gap > 0.01 ? exited / supply : 0);
                double leaving = held[h] * -Math.Exp(-fear * intensity * 0.25) + held[h];
                double par = h == 0 ? Math.Min(leaving, left) : 0;
                left -= par;
                proceeds[h] += (par * (1 - fee)) + ((leaving - par) * price);
                redeemed[h] += par;
                held[h] -= leaving;
                exited += leaving;
                reserves -= par;
                coins -= par;
                income += par * fee;
            }

            income += reserves * 0.05 * 0.25 / 365;
        }

        Assert.That(redeemed[0], Is.GreaterThan(0));
        string[] names = ["whales", "retail"];
        for (int h = 0; h < 2; h++)
        {
            double loss = start[h] - held[h] - proceeds[h] + (held[h] * (1 - price));
            Assert.That(result.Mean($"{names[h]}.loss"), Is.EqualTo(loss).Within(1e-6).Percent);
            Assert.That(
                result.Mean($"{names[h]}.redeemedShare"),
                Is.EqualTo(redeemed[h] / start[h]).Within(1e-8));
            Assert.That(
                result.Mean($"{names[h]}.soldShare"),
                Is.EqualTo((start[h] - held[h] - redeemed[h]) / start[h]).Within(1e-8));
        }

        Assert.That(result.Mean("C.redeemed"), Is.EqualTo(redeemed[0]).Within(1e-6).Percent);
        Assert.That(result.Mean("C.reserveRatio"), Is.EqualTo(reserves / coins).Within(1e-8));
        Assert.That(result.Mean("C.issuerIncome"), Is.EqualTo(income).Within(1e-4).Percent);
    }

    // 4.5% on a billion for 150 days, in 864,000 equal parts.
    [Test]
    public void IssuerIncome_OverManyShortSteps_IsTheSameInSinglePrecision()
    {
        RunResult result = Simulation.Run(
            Scenario($"{Pegged}, reserveYield: 0.045", "150d", "15s"), 16, 3);
        Assert.That(
            result.Mean("C.issuerIncome"), Is.EqualTo(1e9 * 0.045 * 150 / 365).Within(0.01).Percent);
    }
}
