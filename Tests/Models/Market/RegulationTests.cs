using NUnit.Framework;

namespace GpuRisk.Tests.Models.Market;

/// <summary>Regulators, on a path where they intervene every day, by hand.</summary>
[TestFixture]
public sealed class RegulationTests
{
    private const double Cents = 1e-4;

    // Each day the price falls by 20%, and a tenth of what is left is frozen at what it is worth
    // then: a tenth of 50,000 x 0.8 USD, then of 45,000 x 0.64. What remains is 81% at 64%.
    [Test]
    public void Freeze_TakesHoldings_AndTheFallTheirValue()
    {
        Books books = Books.Once(JointYaml.Of(
            """
            hazards: { regulation: { perYear: 1000000, falls: { ETH: 0.2 }, freezes: { a: { ETH: 0.1 } } } }
            classes:
              a: { wallets: 2, sizes: { kind: equal, size: 50000 }, holdings: { ETH: 0.5 } }
              b: { wallets: 2, sizes: { kind: equal, size: 50000 }, holdings: { ETH: 0.5 } }
            """, horizon: "2d"));
        Assert.That(books["regulation.interventions"][0], Is.EqualTo(2));
        Assert.That(books.Channel("a", "regulation"), Is.EqualTo(-6880).Within(Cents));
        Assert.That(books.Channel("a", "revaluation"), Is.EqualTo(-17_200).Within(Cents));
        Assert.That(
            books.Profit("a"), Is.EqualTo((0.81 * 0.64 * 50_000) - 50_000).Within(Cents));
        Assert.That(books["frozen.balance"][0], Is.EqualTo(6880).Within(Cents));
        Assert.That(books.Profit("b"), Is.EqualTo(-18_000).Within(Cents));
    }

    // Half of the volume goes away each day and half of what is missing returns in a day:
    // 0.5, 0.375, 0.34375 of 200,000 USD.
    [Test]
    public void Volume_FallsAndReturns()
    {
        Books books = Books.Once(JointYaml.Of(
            """
            pools: { p: { kind: constant-product, base: ETH, quote: USD, fee: 0.01, value: 1000000, noiseVolumePerDay: 0.2 } }
            hazards: { regulation: { perYear: 1000000, volumeDrop: 0.5, volumeHalfLife: 1d } }
            classes:
              a: { wallets: 2, sizes: { kind: equal, size: 50000 }, liquidity: { p: { share: 1 } } }
            """, horizon: "3d"));
        Assert.That(
            books.Profit("a"), Is.EqualTo(200 * (0.5 + 0.375 + 0.34375)).Within(Cents));
    }

    // Every day the price of gas is multiplied by e^0 x 2, and a day leaves exp(-0.5) of its log.
    [Test]
    public void Gas_IsMultipliedByAShock()
    {
        Books books = Books.Once(JointYaml.Of(
            """
            gas: { price: 30, asset: USD, meanReversionPerDay: 0.5, stressMultiplier: 2 }
            hazards: { regulation: { perYear: 1000000 } }
            classes:
              a: { wallets: 1, sizes: { kind: equal, size: 50000 } }
            """, horizon: "3d"));
        double kept = Math.Exp(-0.5);
        Assert.That(
            books["gas.price"][0],
            Is.EqualTo(30 * Math.Pow(2, 1 + kept + (kept * kept))).Within(1e-9));
    }

    // Interventions come as a Poisson process, seen at most once a step: with N steps of a
    // probability p = 1 - exp(-l T / N) their number is binomial.
    [Test]
    public void Interventions_AreAsManyAsTheirIntensitySays()
    {
        Books books = Books.Of(
            JointYaml.Of(
                """
                hazards: { regulation: { perYear: 20 } }
                classes:
                  a: { wallets: 1, sizes: { kind: equal, size: 50000 } }
                """, horizon: "73d"),
            20_000, 5);
        double p = 1 - Math.Exp(-20.0 / 365);
        double[] counts = books["regulation.interventions"];
        Estimated.Of("mean", counts).AssertIs(73 * p);
        Estimated.Of("variance", [.. counts.Select(x => Math.Pow(x - (73 * p), 2))])
            .AssertIs(73 * p * (1 - p));
        Estimated.Share("none", counts.Count(x => x == 0), counts.Length)
            .AssertIs(Math.Exp(-20.0 * 73 / 365));
    }

    // Owners run at a constant intensity: 1 - exp(-l T) of them by the horizon.
    [Test]
    public void Rugs_ComeAtTheirIntensity()
    {
        Books books = Books.Of(
            JointYaml.Of(
                """
                farms: { f: { stakes: ETH, reward: GOV, emissionPerDay: 0 } }
                hazards: { rug: { f: { perYear: 3, share: 0.9 } } }
                classes:
                  a: { wallets: 1, sizes: { kind: equal, size: 50000 }, farms: { f: 1 } }
                """, horizon: "100d"),
            40_000, 6);
        double[] rugged = books["f.rugged"];
        double truth = 1 - Math.Exp(-3 * 100.0 / 365);
        Estimated.Share("rugged", rugged.Count(x => x == 1), rugged.Length).AssertIs(truth);
        Estimated.Of("taken", books["a.profit.rug"]).AssertIs(-45_000 * truth);
    }
}
