using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>The sample of a joint market becomes the model that it describes.</summary>
internal sealed class JointMarketTests
{
    private const double Day = 86400;

    private Scenario _scenario = null!;

    [OneTimeSetUp]
    public void ReadSample()
    {
        ScenarioResult result = ScenarioReader.Parse(Samples.Market, Samples.FileName);
        Assert.That(result.Errors, Is.Empty);
        _scenario = result.Scenario!;
    }

    [Test]
    public void Parse_Market_ReadsTheSharedSections()
    {
        Assert.Multiple(() =>
        {
            Assert.That(_scenario.Kernel, Is.EqualTo(KernelKind.Market));
            Assert.That(_scenario.Assets[2], Is.EqualTo(
                new Asset(2, "USDC", 1, new PeggedProcess("usdc"))));
            Assert.That(_scenario.Pools.Select(pool => (pool.Index, pool.Name)), Is.EqualTo(
                new[] { (0, "v2"), (1, "gov-pool"), (2, "three"), (3, "v3") }));
            Assert.That(_scenario.Pools[0], Is.TypeOf<ConstantProductPool>());
            Assert.That(_scenario.Pools[2], Is.TypeOf<StableSwapPool>());
            Assert.That(((ConcentratedPool)_scenario.Pools[3]).Concentration, Is.EqualTo(5));
            Assert.That(
                _scenario.LendingMarkets[0].Debt.Select(terms => terms.ReserveFactor),
                Is.EqualTo(new[] { 0, 0.1 }));
            Assert.That(_scenario.Loans.Single().Class, Is.EqualTo("retail"));
            Assert.That(_scenario.Stablecoins.Single().Name, Is.EqualTo("usdc"));
            Assert.That(_scenario.Positions, Is.Empty);
            Assert.That(_scenario.Holders, Is.Empty);
        });
    }

    [Test]
    public void Parse_Market_ReadsAClass()
    {
        WalletClass retail = _scenario.Classes[0];
        Assert.Multiple(() =>
        {
            Assert.That(retail.Index, Is.Zero);
            Assert.That(retail.Name, Is.EqualTo("retail"));
            Assert.That(retail.Wallets, Is.EqualTo(200_000));
            Assert.That(retail.Sizes, Is.EqualTo(new LogNormalSizes(2900, 1.7)));
            Assert.That(retail.WealthUsd, Is.EqualTo(580e6));
            Assert.That(retail.Strata, Is.EqualTo(6));
            Assert.That(retail.Centralised, Is.False);
            Assert.That(retail.LatencySeconds, Is.EqualTo(Day / 2));
            Assert.That(retail.GasTolerance, Is.EqualTo(0.03));
            Assert.That(retail.Transactions, Is.EqualTo(new TransactionHabit(7 * Day, 150_000)));
            Assert.That(retail.TradingWeight, Is.EqualTo(1));
            Assert.That(retail.EntersAtSeconds, Is.EqualTo(2 * Day));
        });
    }

    [Test]
    public void Parse_Market_ReadsWhatAClassOwns()
    {
        WalletClass retail = _scenario.Classes[0];
        IReadOnlyList<Asset> assets = _scenario.Assets;
        LendingMarket aave = _scenario.LendingMarkets[0];
        Assert.Multiple(() =>
        {
            Assert.That(retail.Assets, Is.EqualTo(new[]
            {
                new AssetHolding(assets[0], 0.1), new AssetHolding(assets[2], 0.05),
            }));
            Assert.That(retail.Coins, Is.EqualTo(new[]
            {
                new CoinHolding(_scenario.Stablecoins[0], 0.2),
            }));
            Assert.That(retail.Liquidity, Is.EqualTo(new[]
            {
                Whole((PairPool)_scenario.Pools[0], 0.2),
                new LiquidityHolding
                {
                    Pool = (PairPool)_scenario.Pools[3],
                    Share = 0.1,
                    Range = new PriceRange(0.8, 1.25),
                    Strategy = RangeStrategy.RecentreOnSchedule,
                    RecentreEverySeconds = 7 * Day,
                    GasUnits = 400_000,
                },
            }));
            Assert.That(retail.Stakes, Is.EqualTo(new[]
            {
                new FarmStake(_scenario.Farms[0], 0.1),
            }));
            Assert.That(retail.Deposits, Is.EqualTo(new[]
            {
                new Deposit(aave, assets[0], 0.02), new Deposit(aave, assets[2], 0.1),
            }));
            Assert.That(retail.Borrowings, Is.EqualTo(new[]
            {
                new Borrowing(aave, assets[0], assets[2], 0.08, 1.6),
            }));
        });
    }

    [Test]
    public void Parse_Market_ReadsOtherClassesWithTheirDefaults()
    {
        WalletClass whales = _scenario.Classes[1];
        WalletClass insiders = _scenario.Classes[2];
        WalletClass makers = _scenario.Classes[3];
        Assert.Multiple(() =>
        {
            Assert.That(whales.Wallets, Is.EqualTo(500));
            // A Pareto mean is minimum x exponent / (exponent - 1) = 1,000,000 x 3.
            Assert.That(whales.Sizes.MeanUsd, Is.EqualTo(3e6).Within(1e-6));
            // The default of an hour is rounded up to the step.
            Assert.That(whales.LatencySeconds, Is.EqualTo(Day / 4));
            Assert.That(whales.Liquidity, Is.EqualTo(new[]
            {
                Whole((PairPool)_scenario.Pools[3], 0.2),
            }));
            Assert.That(insiders.Wallets, Is.EqualTo(200));
            Assert.That(insiders.Sizes, Is.EqualTo(new ParetoSizes(1_000_000, 1.2)));
            Assert.That(insiders.Strata, Is.EqualTo(8));
            Assert.That(insiders.Centralised);
            Assert.That(insiders.Transactions, Is.Null);
            Assert.That(makers.Sizes, Is.EqualTo(new EqualSizes(7_000_000)));
            Assert.That(makers.Strata, Is.EqualTo(3));
            Assert.That(makers.Centralised);
            Assert.That(makers.LatencySeconds, Is.Zero);
            Assert.That(makers.GasTolerance, Is.EqualTo(1));
            Assert.That(makers.Assets, Is.Empty);
        });
    }

    [Test]
    public void Parse_Market_ReadsFarms()
    {
        var farm = new Farm
        {
            Index = 0,
            Name = "lp-farm",
            Pool = (PairPool)_scenario.Pools[0],
            Asset = null,
            Reward = _scenario.Assets[1],
            EmissionPerDay = 50_000,
            EmissionHalfLifeSeconds = 180 * Day,
            OutsideStakeUsd = 2_000_000,
            ClaimGasUnits = 120_000,
            SoldShare = 0.5,
            RugsPerYear = 0.1,
            RuggedShare = 0.9,
        };
        Assert.That(_scenario.Farms, Is.EqualTo(new[]
        {
            farm,
            new Farm
            {
                Index = 1,
                Name = "gov-farm",
                Pool = null,
                Asset = _scenario.Assets[1],
                Reward = _scenario.Assets[1],
                EmissionPerDay = 1000,
                EmissionHalfLifeSeconds = null,
                OutsideStakeUsd = 0,
                ClaimGasUnits = 0,
                SoldShare = 0,
                RugsPerYear = 0,
                RuggedShare = 0,
            },
        }));
    }

    [Test]
    public void Parse_Market_ReadsTokensAndBonds()
    {
        Asset gov = _scenario.Assets[1];
        GovernanceToken token = _scenario.Tokens.Single();
        Assert.Multiple(() =>
        {
            Assert.That(token.Asset, Is.SameAs(gov));
            Assert.That(token.SupplyTokens, Is.EqualTo(1e9));
            // 40,000,000 USD in the pool: selling 100,000 moves the log price by 4 x 1 / 400.
            Assert.That(token.Depth, Is.EqualTo(new MarketDepth(gov, 100_000, 3 * Day)));
            Assert.That(token.FeeVote, Is.EqualTo(
                new FeeVote((PairPool)_scenario.Pools[0], 0.1667, 30 * Day, 0.1)));
            Assert.That(token.Allocations[0], Is.EqualTo(new TokenAllocation
            {
                Class = _scenario.Classes[2],
                ShareOfSupply = 0.18,
                CostUsd = 0.05,
                CliffSeconds = 365 * Day,
                VestingSeconds = 1460 * Day,
                AgeSeconds = 300 * Day,
                UnlockEverySeconds = 30 * Day,
                SoldShare = 0.5,
            }));
            Assert.That(token.Allocations[1], Is.EqualTo(new TokenAllocation
            {
                Class = _scenario.Classes[3],
                ShareOfSupply = 0.02,
                CostUsd = 0,
                CliffSeconds = 0,
                VestingSeconds = 10 * Day,
                AgeSeconds = 0,
                UnlockEverySeconds = Day / 4,
                SoldShare = 0,
            }));
            Assert.That(_scenario.Bonds, Is.EqualTo(new[]
            {
                new Bond("gov-bond", gov, _scenario.Classes[1], 100_000, 0.07, 5 * Day),
            }));
        });
    }

    [Test]
    public void Parse_Market_ReadsShocksAndCover()
    {
        IReadOnlyList<Asset> assets = _scenario.Assets;
        Regulation regulation = _scenario.Regulation!;
        Cover cover = _scenario.Covers.Single();
        Assert.Multiple(() =>
        {
            Assert.That(_scenario.Gas, Is.EqualTo(new GasMarket
            {
                PriceGwei = 30,
                Asset = assets[0],
                MeanReversionPerDay = 2,
                VolatilityPerDay = 0.3,
                StressMultiplier = 3,
                BurnedShare = 0.8,
                BidShare = 0.5,
            }));
            Assert.That(regulation.ShocksPerYear, Is.EqualTo(0.5));
            Assert.That(regulation.VolumeDrop, Is.EqualTo(0.4));
            Assert.That(regulation.VolumeHalfLifeSeconds, Is.EqualTo(20 * Day));
            Assert.That(regulation.Falls, Is.EqualTo(new[]
            {
                new RegulatoryFall(assets[0], 0.1), new RegulatoryFall(assets[1], 0.2),
            }));
            Assert.That(regulation.Freezes, Is.EqualTo(new[]
            {
                new Freeze(_scenario.Classes[0], assets[2], 0.02),
            }));
            Assert.That(cover.Name, Is.EqualTo("lp-cover"));
            Assert.That(cover.Farm, Is.SameAs(_scenario.Farms[0]));
            Assert.That(cover.PremiumPerYear, Is.EqualTo(0.03));
            Assert.That(cover.PayoutShare, Is.EqualTo(0.9));
            Assert.That(cover.CapitalUsd, Is.EqualTo(5_000_000));
            Assert.That(cover.Covered, Is.EqualTo(new[]
            {
                new CoveredStake(_scenario.Classes[1], 0.5),
            }));
            Assert.That(_scenario.Services, Is.EqualTo(new Services(500_000, 2_000_000)));
        });
    }

    private static LiquidityHolding Whole(PairPool pool, double share) => new()
    {
        Pool = pool,
        Share = share,
        Range = null,
        Strategy = RangeStrategy.Hold,
        RecentreEverySeconds = 0,
        GasUnits = 0,
    };
}
