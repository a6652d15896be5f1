using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Tests.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>Stated correlations are those of whole log returns, jumps included.</summary>
[TestFixture]
internal sealed class CorrelatedJumpsTests
{
    private const string HourlyEth = "kind: merton, drift: 0, volatility: 0.377, "
        + "jumpsPerYear: 3360, jumpMean: 0, jumpStdDev: 0.01365, compensated: true";

    // What a fit to hourly prices says of BTC and ETH; 0.86 is their correlation in 2023. GBM with
    // the whole volatility, sqrt(0.377^2 + 3360 x 0.01365^2) = 0.8765, loses -0.22 %:
    // -s^2 T / 8 with s^2 = 2 x 0.8765^2 x (1 - 0.86) and T = 30 / 365.
    [Test]
    public void CalibratedJumps_KeepTheCorrelation_AndLoseWhatTheirVolatilityLoses()
    {
        string Pool(string process, string step) => $$"""
            scenario: pool
            kernel: impermanent-loss
            horizon: 30d
            step: {{step}}
            assets:
              BTC: { price: 40000, process: { {{process}} } }
              ETH: { price: 2000, process: { {{process}} } }
            correlations: { BTC-ETH: 0.86 }
            pools:
              p: { kind: constant-product, base: BTC, quote: ETH, fee: 0.003, value: 1000000 }
            positions:
              a: { pool: p, value: 10000 }
            """;
        RunResult jumping = Simulation.Run(Pool(HourlyEth, "1h"), 20_000, 5);
        double volatility = Math.Sqrt((0.377 * 0.377) + (3360 * 0.01365 * 0.01365));
        RunResult diffusing = Simulation.Run(
            Pool($"kind: gbm, drift: 0, volatility: {volatility:R}", "1d"), 100_000, 6);
        Estimated loss = jumping.Estimate("a.impermanentLoss");
        Estimated expected = diffusing.Estimate("a.impermanentLoss");
        new Estimated("loss", loss.Value - expected.Value, Math.Sqrt(
            (loss.Error * loss.Error) + (expected.Error * expected.Error))).AssertIs(0);
        Check correlation = jumping.Checks.Single(check => check.Name == "BTC-ETH correlation");
        Assert.Multiple(() =>
        {
            Assert.That(correlation.Expected, Is.EqualTo(0.86));
            Assert.That(correlation.Realised, Is.EqualTo(0.86).Within(0.03));
            Assert.That(jumping.Checks.Select(check => check.Agrees), Is.All.True);
        });
    }

    // Unlike assets, rare crashes, opposed assets, and one that does not jump; in both forms.
    [TestCase(0.85, "20, jumpMean: -0.1, jumpStdDev: 0.1", "30, jumpMean: -0.08, jumpStdDev: 0.12", "")]
    [TestCase(0.3, "1, jumpMean: -0.4, jumpStdDev: 0.1", "2, jumpMean: -0.3, jumpStdDev: 0.1", "")]
    [TestCase(-0.7, "40, jumpMean: 0, jumpStdDev: 0.1", "60, jumpMean: 0.01, jumpStdDev: 0.1", "")]
    [TestCase(0.5, "40, jumpMean: 0, jumpStdDev: 0.1", "0, jumpMean: 0, jumpStdDev: 0", "")]
    [TestCase(0.85, "10, jumpMean: 0, jumpStdDev: 0.05", "0, jumpMean: 0, jumpStdDev: 0", "24, sizeCorrelation: 0.8")]
    [TestCase(0.7, "10, jumpMean: 0, jumpStdDev: 0.05", "5, jumpMean: 0, jumpStdDev: 0", "24")]
    [TestCase(0, "10, jumpMean: 0, jumpStdDev: 0.05", "5, jumpMean: 0, jumpStdDev: 0", "24, sizeCorrelation: 0")]
    public void LogReturns_HaveTheStatedCorrelation_AndEachItsOwnLaw(
        double correlation, string first, string second, string common)
    {
        string size = common.Length > 0 ? ", commonJumpMean: -0.02, commonJumpStdDev: 0.04" : "";
        string section = common.Length > 0 ? $"commonJumps: {{ perYear: {common} }}" : "";
        string Process(string jumps) =>
            $"{{ kind: merton, drift: 0, volatility: 0.6, jumpsPerYear: {jumps}{size} }}";
        string yaml = $$"""
            scenario: pair
            kernel: impermanent-loss
            horizon: 73d
            step: 1d
            {{section}}
            assets:
              A: { price: 1, process: {{Process(first)}} }
              B: { price: 1, process: {{Process(second)}} }
            correlations: { A-B: {{correlation}} }
            """;
        Paths paths = Paths.Of(yaml, 200_000, 41);
        double[] a = Standard(paths, "A");
        double[] b = Standard(paths, "B");
        paths.Mean("correlation", i => a[i] * b[i]).AssertIs(correlation);

        // Cumulants over 0.2 years: c2 = v + l (m^2 + s^2), c3 = l (m^3 + 3 m s^2).
        foreach ((string name, string jumps) in new[] { ("A", first), ("B", second) })
        {
            (double l, double m, double s) = Numbers(jumps);
            (double cl, double cm, double cs) = common.Length > 0 ? (24, -0.02, 0.04) : (0, 0, 0);
            double[] log = [.. paths[name + ".price"].Select(p => Math.Log(p))];
            double mean = 0.2 * (-0.18 + (l * m) + (cl * cm));
            paths.Mean("mean", i => log[i]).AssertIs(mean);
            paths.Mean("variance", i => Math.Pow(log[i] - mean, 2)).AssertIs(0.2 * (0.36
                + (l * ((m * m) + (s * s))) + (cl * ((cm * cm) + (cs * cs)))));
            paths.Mean("third", i => Math.Pow(log[i] - mean, 3)).AssertIs(0.2 * (
                (l * ((m * m * m) + (3 * m * s * s))) + (cl * ((cm * cm * cm) + (3 * cm * cs * cs)))));
            double[] counts = paths[name + ".jumps"];
            if (l + cl == 0) continue;
            paths.Share("no jump", i => counts[i] == 0).AssertIs(Math.Exp(-0.2 * (l + cl)), 1e-6);
        }
    }

    // Correlated as 0.8, 0.6 and 0.6, with crashes of unequal intensity.
    [Test]
    public void ThreeAssets_HaveTheStatedCorrelations()
    {
        Paths paths = Paths.Of(
            """
            scenario: three
            kernel: impermanent-loss
            horizon: 73d
            step: 1d
            assets:
              A: { price: 1, process: { kind: merton, drift: 0, volatility: 0.6, jumpsPerYear: 20, jumpMean: -0.05, jumpStdDev: 0.1 } }
              B: { price: 1, process: { kind: merton, drift: 0, volatility: 0.5, jumpsPerYear: 15, jumpMean: -0.04, jumpStdDev: 0.1 } }
              C: { price: 1, process: { kind: merton, drift: 0, volatility: 0.9, jumpsPerYear: 30, jumpMean: -0.02, jumpStdDev: 0.1 } }
              D: { price: 1, process: { kind: merton, drift: 0, volatility: 0.9, jumpsPerYear: 30, jumpMean: -0.02, jumpStdDev: 0.1 } }
            correlations: { A-B: 0.8, A-C: 0.6, B-C: 0.55 }
            """,
            200_000, 42);
        double[][] logs = [.. new[] { "A", "B", "C", "D" }.Select(name => Standard(paths, name))];
        double[,] stated =
        {
            { 1, 0.8, 0.6, 0 }, { 0.8, 1, 0.55, 0 }, { 0.6, 0.55, 1, 0 }, { 0, 0, 0, 1 },
        };
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < i; j++)
            {
                paths.Mean($"{i}-{j}", k => logs[i][k] * logs[j][k]).AssertIs(stated[i, j]);
            }
        }

        // Who is not correlated shares no jump with anybody: numbers of jumps are independent.
        double[] lonely = [.. paths["D.jumps"].Select(n => n - 6)];
        double[] other = [.. paths["A.jumps"].Select(n => n - 4)];
        paths.Mean("numbers", i => lonely[i] * other[i]).AssertIs(0);
    }

    // Two alike with correlation f share the part f of their l jumps: the numbers' covariance over
    // a time T is f l T.
    [Test]
    public void NumbersOfJumps_OfAssetsAlike_AreCorrelatedAsReturns()
    {
        string asset = $"{{ price: 1, process: {{ {HourlyEth} }} }}";
        Paths paths = Paths.Of(
            $$"""
            scenario: alike
            kernel: impermanent-loss
            horizon: 1d
            step: 1h
            assets: { A: {{asset}}, B: {{asset}} }
            correlations: { A-B: 0.86 }
            """,
            100_000, 43);
        double mean = 3360.0 / 365;
        double[] a = paths["A.jumps"];
        double[] b = paths["B.jumps"];
        paths.Mean("numbers", i => (a[i] - mean) * (b[i] - mean)).AssertIs(0.86 * mean);
        paths.Mean("variance", i => (a[i] - mean) * (a[i] - mean)).AssertIs(mean);
    }

    // Prices that only crash together, to half: a loan dies with the first common jump, and
    // 1 - exp(-l T) is the probability of one. A loan of an asset in its own twin never dies.
    [TestCase("step")]
    [TestCase("continuous")]
    public void Loans_MeetCommonJumps(string monitoring)
    {
        const string process = "{ kind: merton, drift: 0, volatility: 0, jumpsPerYear: 0, "
            + "jumpMean: 0, jumpStdDev: 0, commonJumpMean: -0.7, commonJumpStdDev: 0 }";
        string yaml = $$"""
            scenario: crash
            kernel: liquidation
            horizon: 73d
            step: 1d
            commonJumps: { perYear: 3 }
            assets:
              ETH: { price: 100, process: {{process}} }
              WETH: { price: 100, process: {{process}} }
              USD: { price: 1, process: { kind: constant } }
            correlations: { ETH-WETH: 1 }
            markets:
              m:
                monitoring: {{monitoring}}
                collateral: { ETH: { liquidationThreshold: 0.8, liquidationBonus: 0.05 } }
                debt:
                  USD: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 }
                  WETH: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 }
            loans:
              dollars: { market: m, collateral: { ETH: 10 }, debt: { USD: 500 } }
              twins: { market: m, collateral: { ETH: 10 }, debt: { WETH: 7.9 } }
            """;
        Paths paths = Paths.Of(yaml, 50_000, 44);
        paths.Mean("dead", i => paths["dollars.liquidated"][i]).AssertIs(1 - Math.Exp(-0.6));
        Assert.That(paths["twins.liquidated"].Max(), Is.Zero);
    }

    [TestCase("simd256")]
    [TestCase("simd128")]
    [TestCase("cpu")]
    [TestCase("opencl")]
    [TestCase("cuda")]
    public void CommonJumps_GiveOneDigestOnEveryDevice(string device)
    {
        Plan plan = Library.PlanText("""
            scenario: devices
            kernel: impermanent-loss
            horizon: 131h
            step: 1h
            assets:
              A: { price: 1, process: { kind: merton, drift: 0, volatility: 0.6, jumpsPerYear: 200, jumpMean: -0.05, jumpStdDev: 0.1 } }
              B: { price: 1, process: { kind: merton, drift: 0.1, volatility: 0, jumpsPerYear: 700, jumpMean: -0.01, jumpStdDev: 0.1 } }
              C: { price: 1, process: { kind: merton, drift: 0, volatility: 0.9, jumpsPerYear: 400, jumpMean: 0, jumpStdDev: 0.1 } }
              D: { price: 1, process: { kind: gbm, drift: 0.3, volatility: 0 } }
            correlations: { A-B: 0.3, A-C: 0.6, B-C: 0.4 }
            """);
        Assert.That(
            Library.Digest(plan, Library.Run(plan, 777, device)),
            Is.EqualTo(Library.Digest(plan, Library.Run(plan, 777, "simd512"))));
    }

    private static (double PerYear, double Mean, double Deviation) Numbers(string jumps)
    {
        double[] numbers = [.. jumps.Split(", ").Select(part => double.Parse(
            part.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture))];
        return (numbers[0], numbers[1], numbers[2]);
    }

    // Log returns less their mean, over their deviation.
    private static double[] Standard(Paths paths, string name)
    {
        double[] logs = [.. paths[name + ".price"].Select(price => Math.Log(price))];
        double mean = logs.Average();
        double deviation = Math.Sqrt(logs.Average(log => (log - mean) * (log - mean)));
        return [.. logs.Select(log => (log - mean) / deviation)];
    }
}
