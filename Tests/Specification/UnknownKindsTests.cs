using System.Diagnostics.CodeAnalysis;
using GpuRisk.Client;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Planning.Lending;
using GpuRisk.Engine.Planning.Pools;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Kernels.Lending;
using GpuRisk.Kernels.Models;
using GpuRisk.Kernels.Pools;
using GpuRisk.Kernels.Prices;
using GpuRisk.Scenarios;
using GpuRisk.Tests.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>
/// Where a kind is chosen by, a kind that nobody knows is an error that names it, and never
/// another kind's result.
/// </summary>
internal sealed class UnknownKindsTests
{
    private const int Imaginary = 99;

    private static Scenario Pools => ScenarioReader.Parse(Samples.Pools, "s.yaml").Scenario!;

    private static Scenario Lending => ScenarioReader.Parse(Samples.Lending, "s.yaml").Scenario!;

    private static Scenario Depeg => ScenarioReader.Parse(Samples.Depeg, "s.yaml").Scenario!;

    private static IEnumerable<TestCaseData> Choices =>
    [
        Case("kernel of a scenario", () => ScenarioPlanner.Plan(
            Pools with { Kernel = (KernelKind)Imaginary })),
        Case("precision on simd", () =>
            Simd(ScenarioPlanner.Plan(Pools), (Precision)Imaginary)),
        Case("process", () => ScenarioPlanner.Plan(Pools with
        {
            Assets = [Pools.Assets[0] with { Process = new Imagined() }, .. Pools.Assets.Skip(1)],
        }), nameof(Imagined)),
        Case("arbitrage", () => ScenarioPlanner.Plan(Pools with
        {
            Pools = [(PairPool)Pools.Pools[0] with { Arbitrage = (ArbitrageTiming)Imaginary }],
        })),
        Case("pool", () => ScenarioPlanner.Plan(Pools with
        {
            Pools = [new ImaginedPool(Pools.Pools[0]), .. Pools.Pools.Skip(1)],
        }), nameof(ImaginedPool)),
        Case("strategy", () => ScenarioPlanner.Plan(Pools with
        {
            Positions = [Pools.Positions[0] with { Strategy = (RangeStrategy)Imaginary }],
        })),
        Case("rules of liquidation", () => ScenarioPlanner.Plan(Lending with
        {
            LendingMarkets = [.. Lending.LendingMarkets.Select(
                market => market with { Rules = (LiquidationRules)Imaginary })],
        })),
        Case("monitoring", () => ScenarioPlanner.Plan(Lending with
        {
            Loans = [.. Lending.Loans.Select(loan => loan with
            {
                Market = loan.Market with { Monitoring = (MonitoringTiming)Imaginary },
            })],
        })),
        Case("hours of redemption", () => ScenarioPlanner.Plan(Depeg with
        {
            Stablecoins = [.. Depeg.Stablecoins.Select(coin => coin with
            {
                Redemption = coin.Redemption is { } terms
                    ? terms with { Closed = (ClosedHours)Imaginary }
                    : null,
            })],
        })),
        Case("reason of a stop", () => Ending.Stop((RunReason)Imaginary)),
    ];

    [TestCaseSource(nameof(Choices))]
    public void UnknownKind_IsRefusedByName(Action choose, string name)
    {
        Exception? error = Assert.Catch(() => choose());
        Assert.That(error, Is.Not.InstanceOf<NullReferenceException>());
        Assert.That(error!.Message, Does.Contain(name));
    }

    /// <summary>Kernels cannot throw: what a row names without an arm for it is no number, which
    /// no result is made of.</summary>
    [Test]
    public void UnknownKind_InARowOfTheKernels_IsAFault()
    {
        Scenario scenario = Pools;
        var prices = new PlanBuilder(scenario);
        prices.Integers[PriceHeader.Width + AssetRow.PlaceOf.Diffusion] = Imaginary;
        ExpectFault(prices.Build(ModelCode.Of<PricesModel>(), null));

        var pools = new PlanBuilder(scenario);
        int header = pools.Integers.Count;
        PoolPlanner.Add(scenario, pools, scenario.Positions);
        int rows = pools.Integers[header + PoolHeader.PlaceOf.PoolRows];
        pools.Integers[rows + PoolRow.PlaceOf.Kind] = Imaginary;
        ExpectFault(pools.Build(ModelCode.Of<ImpermanentLossModel>(), null));

        Scenario lending = Lending;
        var loans = new PlanBuilder(lending);
        header = loans.Integers.Count;
        LendingPlanner.Add(lending, loans);
        rows = loans.Integers[header + LendingHeader.PlaceOf.PortfolioRows];
        loans.Integers[rows + LoanPortfolioRow.PlaceOf.Rules] = Imaginary;
        ExpectFault(loans.Build(ModelCode.Of<LiquidationModel>(), null));
    }

    private static void ExpectFault(Plan plan) => Assert.That(
        Library.Run(plan, 64).Tally.ThrowIfFaulted, Throws.InstanceOf<TallyFaultException>());

    private static TestCaseData Case(string what, Action choose, string name = "99") =>
        new TestCaseData(choose, name).SetArgDisplayNames(what);

    private static void Simd(Plan plan, Precision precision)
    {
        using IPathDevice device = DeviceCatalog.Open("simd")[0];
        device.CreateWorker(plan, precision).Dispose();
    }

    private sealed record Imagined : PriceProcess
    {
        public override string Kind => "imagined";

        public override bool MovesByItself() => true;

        public override AssetMoments Moments(double years) => default;
    }

    private sealed record ImaginedPool : ArbitragedPool
    {
        [SetsRequiredMembers]
        public ImaginedPool(Pool pool)
        {
            Name = pool.Name;
            Index = pool.Index;
            ValueUsd = pool.ValueUsd;
        }

        public override string Kind => "imagined";

        public override IReadOnlyList<Asset> Assets => [];

        public override double ActiveLiquidity => 1;

        public override double LiquidityOf(double valueUsd, PriceRange? range) => valueUsd;

        public override double LiquidityUsd(double liquidity) => liquidity;
    }
}
