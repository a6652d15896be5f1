using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>Valid files of each kernel become the model that they describe.</summary>
internal sealed class ScenarioModelTests
{
    [Test]
    public void Parse_Pools_ReadsTheCommonSections()
    {
        Scenario scenario = Read(Samples.Pools);
        Assert.Multiple(() =>
        {
            Assert.That(scenario.Name, Is.EqualTo("eth-lp"));
            Assert.That(scenario.Description, Is.EqualTo("Two pools and three positions"));
            Assert.That(scenario.Kernel, Is.EqualTo(KernelKind.ImpermanentLoss));
            Assert.That(scenario.HorizonSeconds, Is.EqualTo(90 * 86400.0));
            Assert.That(scenario.StepSeconds, Is.EqualTo(3600.0));
            Assert.That(scenario.Steps, Is.EqualTo(2160));
            Assert.That(scenario.Paths, Is.EqualTo(5000));
            Assert.That(scenario.Seed, Is.EqualTo(42UL));
            Assert.That(scenario.Measure, Is.EqualTo(Measure.RealWorld));
            Assert.That(scenario.Assets, Is.EqualTo(new[]
            {
                new Asset(0, "ETH", 2300, new GbmProcess(0.05, 0.83)),
                new Asset(1, "BTC", 42000, new MertonProcess(0.01, 0.6, 12, -0.03, 0.08, true)),
                new Asset(2, "USDC", 1, new ConstantProcess()),
            }));
            Assert.That(scenario.Correlation(0, 1), Is.EqualTo(0.84));
            Assert.That(scenario.Correlation(1, 0), Is.EqualTo(0.84));
            Assert.That(scenario.Correlation(2, 2), Is.EqualTo(1));
            Assert.That(scenario.Correlations.Size, Is.EqualTo(3));
        });
    }

    [Test]
    public void Parse_Pools_ReadsPoolsWithDefaults()
    {
        Scenario scenario = Read(Samples.Pools);
        var v2 = (ConstantProductPool)scenario.Pools[0];
        var v3 = (ConcentratedPool)scenario.Pools[1];
        var ticked = (ConcentratedPool)scenario.Pools[2];
        Assert.Multiple(() =>
        {
            Assert.That(v2, Is.EqualTo(new ConstantProductPool
            {
                Index = 0,
                Name = "v2",
                Base = scenario.Assets[0],
                Quote = scenario.Assets[2],
                FeeFraction = 0.003,
                ValueUsd = 50e6,
                NoiseVolumePerDay = 0.2,
                NoiseVolumeStdDev = 0.5,
                Arbitrage = ArbitrageTiming.Continuous,
                ArbitrageGasUsd = 0,
                ProtocolShareOfFees = 0.1,
            }));
            Assert.That(v3.Arbitrage, Is.EqualTo(ArbitrageTiming.Step));
            Assert.That(v3.ArbitrageGasUsd, Is.EqualTo(20));
            Assert.That(v3.Concentration, Is.EqualTo(4));
            Assert.That(v3.TickSpacing, Is.Null);
            Assert.That(ticked.TickSpacing, Is.EqualTo(200));
            Assert.That(ticked.Concentration, Is.EqualTo(1));
            // A full-range pool of 50,000,000 at 2300: L = V / (2 sqrt(P)).
            Assert.That(v2.ActiveLiquidity, Is.EqualTo(25e6 / Math.Sqrt(2300)).Within(1e-6));
            Assert.That(v3.ActiveLiquidity, Is.EqualTo(160e6 / Math.Sqrt(2300)).Within(1e-6));
        });
    }

    [Test]
    public void Parse_Pools_ReadsPositions()
    {
        Scenario scenario = Read(Samples.Pools);
        Position full = scenario.Positions[0];
        Position narrow = scenario.Positions[1];
        // x P + y of one unit of liquidity at 2300 between 1800 and 2900.
        double unit = ((1 / Math.Sqrt(2300)) - (1 / Math.Sqrt(2900))) * 2300
            + Math.Sqrt(2300) - Math.Sqrt(1800);
        Assert.Multiple(() =>
        {
            Assert.That(full.Pool, Is.SameAs(scenario.Pools[0]));
            Assert.That(full.Range, Is.Null);
            Assert.That(full.Strategy, Is.EqualTo(RangeStrategy.Hold));
            Assert.That(full.Liquidity, Is.EqualTo(5000 / Math.Sqrt(2300)).Within(1e-9));
            Assert.That(narrow.Index, Is.EqualTo(1));
            Assert.That(narrow.Range, Is.EqualTo(new PriceRange(1800, 2900)));
            Assert.That(narrow.Strategy, Is.EqualTo(RangeStrategy.RecentreOnSchedule));
            Assert.That(narrow.RecentreEverySeconds, Is.EqualTo(86400));
            Assert.That(narrow.GasPerActionUsd, Is.EqualTo(15));
            Assert.That(narrow.Liquidity, Is.EqualTo(12000 / unit).Within(1e-9));
            Assert.That(scenario.Positions[2].Name, Is.EqualTo("wide"));
        });
    }

    [Test]
    public void Parse_Lending_ReadsMarketsAndLoans()
    {
        Scenario scenario = Read(Samples.Lending);
        LendingMarket market = scenario.LendingMarkets[0];
        Assert.Multiple(() =>
        {
            Assert.That(scenario.Kernel, Is.EqualTo(KernelKind.Liquidation));
            Assert.That(market.CloseFactor, Is.EqualTo(0.6));
            Assert.That(market.FullCloseHealthFactor, Is.EqualTo(0.9));
            Assert.That(market.FullCloseBelowUsd, Is.EqualTo(2500));
            Assert.That(market.MinimumLeftoverUsd, Is.EqualTo(1200));
            Assert.That(market.Monitoring, Is.EqualTo(MonitoringTiming.Step));
            Assert.That(market.LiquidatorGasUsd, Is.EqualTo(30));
            Assert.That(market.SwapFeeFraction, Is.EqualTo(0.003));
            Assert.That(market.ReserveFundUsd, Is.EqualTo(50000));
            Assert.That(
                market.Collateral.Select(x => x.Asset.Name),
                Is.EqualTo(new[] { "ETH", "STETH" }));
            Assert.That(market.Collateral[0].LoanToValue, Is.EqualTo(0.805));
            Assert.That(market.Collateral[0].Redemption, Is.Null);
            Assert.That(market.Collateral[1].LoanToValue, Is.Null);
            Assert.That(
                market.Collateral[1].Redemption,
                Is.EqualTo(new RedemptionRate(scenario.Assets[0], 0.03)));
            Assert.That(
                market.Debt.Select(x => x.UtilisationAtHorizon),
                Is.EqualTo(new[] { 0.7, 0.95 }));
            Assert.That(
                market.Depth.Single(),
                Is.EqualTo(new MarketDepth(scenario.Assets[0], 2e7, 21600)));
        });
        Loan alice = scenario.Loans[0];
        Loan bob = scenario.Loans[1];
        Assert.Multiple(() =>
        {
            Assert.That(alice.IsBook, Is.False);
            Assert.That(alice.Buckets, Is.Null);
            Assert.That(alice.Class, Is.EqualTo("retail"));
            Assert.That(alice.Market, Is.SameAs(market));
            // 10 ETH at 2000 with threshold 0.83 against 14,000.
            Assert.That(
                alice.Borrowers[0].HealthFactor(market),
                Is.EqualTo(16600.0 / 14000).Within(1e-12));
            Assert.That(bob.Borrowers.Single().Class, Is.EqualTo("whales"));
            Assert.That(bob.Borrowers[0].Collateral, Is.EqualTo(new[]
            {
                new TokenAmount(scenario.Assets[0], 1), new TokenAmount(scenario.Assets[1], 8),
            }));
            Assert.That(bob.Borrowers[0].Debt[0].ValueUsd, Is.EqualTo(10000));
        });
    }

    [Test]
    public void Parse_Depeg_ReadsStablecoins()
    {
        Scenario scenario = Read(Samples.Depeg);
        Assert.That(scenario.Stablecoins[0], Is.EqualTo(new Stablecoin
        {
            Index = 0,
            Name = "USDC",
            Design = StablecoinDesign.ReserveBacked,
            PegUsd = 1,
            MeanReversionPerDay = 4,
            VolatilityPerDay = 0.002,
            ImpairmentsPerYear = 0.3,
            ImpairmentMean = 0.05,
            ImpairmentConcentration = 12,
            RecoveredShare = 0.9,
            RecoveryTimeSeconds = 48 * 3600,
            ImpairmentAt = new StatedImpairment(5 * 3600, 0.08),
            Redemption = new RedemptionTerms(100000, 0.001, 3e9, ClosedHours.Weekends),
            StartsAtSeconds = (4 * 86400) + (18.5 * 3600),
            SupplyCoins = 4e10,
            ReserveYieldPerYear = 0.045,
            RunIntensityPerDay = 2,
            FailureThreshold = 0.8,
        }));
        Stablecoin tether = scenario.Stablecoins[1];
        Assert.Multiple(() =>
        {
            Assert.That(tether.Redemption, Is.Null);
            Assert.That(tether.ImpairmentAt, Is.Null);
            Assert.That(tether.ImpairmentConcentration, Is.EqualTo(10));
            Assert.That(tether.RecoveryTimeSeconds, Is.EqualTo(72 * 3600));
            Assert.That(tether.FailureThreshold, Is.EqualTo(0.9));
        });
    }

    [Test]
    public void Parse_Depeg_ReadsPoolsAndHolders()
    {
        Scenario scenario = Read(Samples.Depeg);
        var three = (StableSwapPool)scenario.Pools[0];
        var cash = (StableSwapPool)scenario.Pools[1];
        Assert.Multiple(() =>
        {
            Assert.That(three.Amplification, Is.EqualTo(200));
            Assert.That(three.First.Stablecoin, Is.SameAs(scenario.Stablecoins[0]));
            Assert.That(three.Second.Name, Is.EqualTo("USDT"));
            Assert.That(cash.First.Asset, Is.SameAs(scenario.Assets[0]));
            Assert.That(cash.First.Name, Is.EqualTo("USD"));
            Assert.That(cash.FeeFraction, Is.Zero);
            Assert.That(scenario.Holders, Is.EqualTo(new[]
            {
                new Holder(0, "retail", scenario.Stablecoins[0], 5e9, 12 * 3600, 100000),
                new Holder(1, "whales", scenario.Stablecoins[0], 2e10, 0, 1),
            }));
        });
    }

    [Test]
    public void Parse_OnlyOneStablecoin_IsHeldWithoutNamingIt()
    {
        const string text = """
            scenario: one
            kernel: depeg
            horizon: 1d
            step: 1h
            assets: { USD: { price: 1, process: { kind: constant } } }
            stablecoins:
              USDC: { design: reserve-backed, meanReversionPerDay: 1, volatilityPerDay: 0, supply: 5 }
            holders: { all: { holdings: 5, latency: 0s } }
            """;
        Assert.That(Read(text).Holders.Single().Stablecoin.Name, Is.EqualTo("USDC"));
    }

    [Test]
    public void Parse_RiskNeutral_ReplacesEveryDrift()
    {
        Scenario scenario = Read(
            Samples.Pools, "measure=risk-neutral", "riskFreeRate=0.04");
        Assert.Multiple(() =>
        {
            Assert.That(scenario.Measure, Is.EqualTo(Measure.RiskNeutral));
            Assert.That(((GbmProcess)scenario.Assets[0].Process).DriftPerYear, Is.EqualTo(0.04));
            Assert.That(((MertonProcess)scenario.Assets[1].Process).DriftPerYear, Is.EqualTo(0.04));
        });
    }

    [Test]
    public void Parse_NamesWithHyphens_FindsThePairThatIsDeclared()
    {
        const string text = """
            scenario: x
            kernel: impermanent-loss
            horizon: 1.5h
            step: 45m
            assets:
              A-B: { price: 1, process: { kind: gbm, drift: 0, volatility: 1 } }
              C: { price: 1, process: { kind: gbm, drift: 0, volatility: 1 } }
            correlations: { A-B-C: 0.5 }
            """;
        Scenario scenario = Read(text);
        Assert.That(scenario.Steps, Is.EqualTo(2));
        Assert.That(scenario.Correlation(0, 1), Is.EqualTo(0.5));
    }

    [Test]
    public void Parse_PairThatSplitsTwoWays_IsRefused()
    {
        const string asset = "{ price: 1, process: { kind: gbm, drift: 0, volatility: 1 } }";
        ScenarioResult result = ScenarioReader.Parse(
            "scenario: x\nkernel: impermanent-loss\nhorizon: 1h\nstep: 1h\nassets:\n"
            + $"  A: {asset}\n  A-B: {asset}\n  B-C: {asset}\n  C: {asset}\n"
            + "correlations: { A-B-C: 0.5 }\n",
            "s.yaml");
        Assert.That(result.Errors.Single().Message, Does.Contain("split in several ways"));
    }

    [Test]
    public void CholeskyFactor_OfDefiniteMatrix_MultipliesBack()
    {
        CorrelationMatrix matrix = CorrelationMatrix.Identity(3).With(0, 1, 0.5).With(1, 2, -0.3);
        double[,] factor = matrix.CholeskyFactor()!;
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                double product = Enumerable.Range(0, 3).Sum(k => factor[i, k] * factor[j, k]);
                Assert.That(product, Is.EqualTo(matrix[i, j]).Within(1e-15));
            }
        }
    }

    private static Scenario Read(string text, params string[] overrides)
    {
        ScenarioResult result = ScenarioReader.Parse(text, Samples.FileName, null, overrides);
        Assert.That(result.Errors, Is.Empty);
        Assert.That(result.IsValid);
        return result.Scenario!;
    }
}
