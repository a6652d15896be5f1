using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>The hash follows what a scenario means, not how it is written.</summary>
internal sealed partial class ScenarioHashTests
{
    private static readonly string[] All =
        [Samples.Pools, Samples.Lending, Samples.Depeg, Samples.Market];

    [TestCaseSource(nameof(All))]
    public void Hash_OfCanonicalText_IsItsSha256(string sample)
    {
        Scenario scenario = Read(sample);
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(scenario.CanonicalText()));
        Assert.That(scenario.Hash, Is.EqualTo("scenario/2:" + Convert.ToHexStringLower(hash)));
    }

    [TestCaseSource(nameof(All))]
    public void Hash_CommentsAndBlankLines_DoNotChangeIt(string sample)
    {
        string spaced = sample.Replace("\n", "  # note\n\n", StringComparison.Ordinal);
        Assert.That(Read(spaced).Hash, Is.EqualTo(Read(sample).Hash));
    }

    [TestCase("horizon: 90d", "horizon: 2160h")]
    [TestCase("price: 2300", "price: 2.3e3")]
    [TestCase("paths: 5000\n", "")]
    [TestCase("seed: 42", "seed: 43")]
    [TestCase("scenario: eth-lp", "scenario: other")]
    [TestCase("ETH-BTC: 0.84", "BTC-ETH: 0.84")]
    [TestCase("drift: 0.05, volatility: 0.83", "volatility: 0.83, drift: 0.05")]
    [TestCase("kind: concentrated, base: ETH, quote: USDC",
        "quote: USDC, base: ETH, kind: concentrated")]
    [TestCase("arbitrage: step", "noiseVolumePerDay: 0\n    arbitrage: step")]
    public void Hash_SameMeaning_SameHash(string find, string with)
    {
        string text = Samples.Pools.Replace(find, with, StringComparison.Ordinal);
        Assert.That(text, Is.Not.EqualTo(Samples.Pools));
        Assert.That(Read(text).Hash, Is.EqualTo(Read(Samples.Pools).Hash));
    }

    [Test]
    public void Hash_OrderOfCollateral_DoesNotChangeIt()
    {
        string text = Samples.Lending.Replace(
            "{ STETH: 8, ETH: 1 }", "{ ETH: 1, STETH: 8 }", StringComparison.Ordinal);
        Assert.That(Read(text).Hash, Is.EqualTo(Read(Samples.Lending).Hash));
    }

    [TestCase("perYear: 3, sizeCorrelation: 0.5", "perYear: 4, sizeCorrelation: 0.5")]
    [TestCase("perYear: 3, sizeCorrelation: 0.5", "perYear: 0, sizeCorrelation: 0.5")]
    [TestCase(", sizeCorrelation: 0.5", "")]
    [TestCase("commonJumpMean: -0.1", "commonJumpMean: -0.2")]
    [TestCase("commonJumpStdDev: 0.2", "commonJumpStdDev: 0.1")]
    [TestCase(", commonJumpMean: -0.1, commonJumpStdDev: 0.2", "")]
    [TestCase("commonJumps: { perYear: 3, sizeCorrelation: 0.5 }\n", "")]
    public void Hash_OfCommonJumps_FollowsThem(string find, string with)
    {
        const string eth =
            "kind: merton, drift: 0, volatility: 1, jumpsPerYear: 2, jumpMean: 0, jumpStdDev: 0.1";
        const string sample = $$"""
            scenario: x
            kernel: impermanent-loss
            horizon: 1d
            step: 1h
            commonJumps: { perYear: 3, sizeCorrelation: 0.5 }
            assets:
              A: { price: 1, process: { {{eth}}, commonJumpMean: -0.1, commonJumpStdDev: 0.2 } }
              B: { price: 1, process: { {{eth}}, commonJumpMean: -0.3, commonJumpStdDev: 0.3 } }
            """;
        string changed = sample.Replace(find, with, StringComparison.Ordinal);
        Assert.That(changed, Is.Not.EqualTo(sample));
        if (with.Length == 0 && find.StartsWith("commonJumps", StringComparison.Ordinal))
        {
            changed = changed
                .Replace(", commonJumpMean: -0.1, commonJumpStdDev: 0.2", "", StringComparison.Ordinal)
                .Replace(", commonJumpMean: -0.3, commonJumpStdDev: 0.3", "", StringComparison.Ordinal);
        }

        Assert.That(Read(changed).Hash, Is.Not.EqualTo(Read(sample).Hash));
    }

    [TestCase("{ usdc: 0.2, ETH: 0.1, USDC: 0.05 }", "{ ETH: 0.1, USDC: 0.05, usdc: 0.2 }")]
    [TestCase("{ lp-farm: 0.3, gov-farm: 0.01 }", "{ gov-farm: 0.01, lp-farm: 0.3 }")]
    [TestCase("{ USDC: 0.1, ETH: 0.02 }", "{ ETH: 0.02, USDC: 0.1 }")]
    [TestCase("{ GOV: 0.2, ETH: 0.1 }", "{ ETH: 0.1, GOV: 0.2 }")]
    [TestCase("insiders: {}", "insiders: { wallets: 200, latency: 1d, centralised: true }")]
    [TestCase("{ pool: gov-pool,", "{ depthUsdPerPercent: 100000,")]
    [TestCase("vesting: 10d", "vesting: 10d, unlockEvery: 6h, cliff: 0s")]
    [TestCase("reserveFactor: 0.1", "reserveFactor: 0.10")]
    [TestCase("payoutShare: 0.9", "payoutShare: 0.90")]
    public void Hash_SameMeaningInAJointMarket_SameHash(string find, string with)
    {
        string text = Samples.Market.Replace(find, with, StringComparison.Ordinal);
        Assert.That(text, Is.Not.EqualTo(Samples.Market));
        Assert.That(Read(text).Hash, Is.EqualTo(Read(Samples.Market).Hash));
    }

    /// <summary>What is no number changes the hash too; numbers are tried below.</summary>
    [TestCase("centralised: false", "centralised: true")]
    [TestCase("makers", "mixers")]
    [TestCase("strategy: recentre-on-schedule, recentreEvery: 7d", "strategy: hold")]
    [TestCase("stakes: v2", "stakes: v3")]
    [TestCase("reward: GOV, emissionPerDay: 50000", "reward: ETH, emissionPerDay: 50000")]
    [TestCase("feeVote: { pool: v2", "feeVote: { pool: v3")]
    [TestCase("buyers: whales", "buyers: retail")]
    [TestCase("price: 30, asset: ETH", "price: 30, asset: GOV")]
    [TestCase("collateral: ETH, debt: USDC", "collateral: ETH, debt: ETH")]
    [TestCase("covered: { whales", "covered: { retail")]
    [TestCase("freezes: { retail: { USDC", "freezes: { retail: { ETH")]
    [TestCase("falls: { GOV: 0.2, ETH: 0.1 }", "falls: { GOV: 0.2 }")]
    [TestCase(", emissionHalfLife: 180d", "")]
    [TestCase("transactions: { every: 7d, gas: 150000 }\n", "\n")]
    [TestCase("services: { audits: 500000, developers: 2000000 }", "")]
    [TestCase("insiders: { share", "whales: { share")]
    public void Hash_OtherMeaningInAJointMarket_OtherHash(string find, string with)
    {
        string text = Samples.Market.Replace(find, with, StringComparison.Ordinal);
        Assert.That(text, Is.Not.EqualTo(Samples.Market));
        Assert.That(Read(text).Hash, Is.Not.EqualTo(Read(Samples.Market).Hash));
    }

    /// <summary>
    /// Every number after the seed is moved a little, up or down, whichever stays valid.
    /// </summary>
    [TestCaseSource(nameof(All))]
    public void Hash_AnyNumberChanged_ChangesIt(string sample)
    {
        string hash = Read(sample).Hash;
        int changed = 0;
        foreach (Match match in Number().Matches(sample))
        {
            string line = sample[..match.Index].Split('\n')[^1];
            if (line.StartsWith("paths", StringComparison.Ordinal)
                || line.StartsWith("seed", StringComparison.Ordinal))
                continue;
            double value = double.Parse(match.Value, CultureInfo.InvariantCulture);
            double[] near = [value + 1, value * 1.0078125, value * 0.9921875, value + 0.001];
            ScenarioResult? other = near
                .Where(x => x != value)
                .Select(x => ScenarioReader.Parse(With(sample, match, x), "s.yaml"))
                .FirstOrDefault(result => result.IsValid);
            // Ends of ranges that lie on ticks have no valid neighbour.
            if (other is null) continue;
            Assert.That(other.Scenario!.Hash, Is.Not.EqualTo(hash), $"{line}{match.Value}");
            changed++;
        }

        Assert.That(changed, Is.GreaterThan(20));
    }

    private static string With(string sample, Match match, double value) =>
        sample[..match.Index] + value.ToString("R", CultureInfo.InvariantCulture)
        + sample[(match.Index + match.Length)..];

    private static Scenario Read(string text)
    {
        ScenarioResult result = ScenarioReader.Parse(text, Samples.FileName);
        Assert.That(result.Errors, Is.Empty);
        return result.Scenario!;
    }

    [GeneratedRegex(@"(?<=[ \[])-?[0-9]+(\.[0-9]+)?(?=[smhd]?[ ,\n}\]])")]
    private static partial Regex Number();
}
