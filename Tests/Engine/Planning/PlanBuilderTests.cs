using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Models;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Planning;

/// <summary>A plan in which anything is forgotten or said twice is not built, and the message
/// names what.</summary>
internal sealed class PlanBuilderTests
{
    private static Scenario Market => Library.PlanText("""
        scenario: market
        kernel: impermanent-loss
        horizon: 70h
        step: 1h
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.6 } }
        """).Scenario;

    [Test]
    public void Row_ThatIsNeverWritten_IsNamed()
    {
        var plan = new PlanBuilder(Market);
        int rows = plan.ReserveRows<RatioRow>(2);
        plan.SetRow(rows, Ratio);
        Expect(
            () => plan.Build<PricesModel>("p"),
            $"RatioRow at {rows + RatioRow.Width} is reserved and never written.");
    }

    [Test]
    public void Row_ThatIsWrittenTwice_IsNamed()
    {
        var plan = new PlanBuilder(Market);
        int row = plan.AddRow(Ratio);
        Expect(() => plan.SetRow(row, Ratio), $"RatioRow at {row} is written twice.");
    }

    [Test]
    public void Row_WithoutRoom_IsNamed()
    {
        var plan = new PlanBuilder(Market);
        int row = plan.ReserveRow<ArrivalRow>();
        Expect(
            () => plan.SetRow(row, Ratio),
            $"There is no room for RatioRow at {row}, which belongs to ArrivalRow.");
        Expect(() => plan.SetRow(row + 1, Ratio), $"There is no room for RatioRow at {row + 1}.");
    }

    [Test]
    public void Plan_IsBuiltOnce()
    {
        var plan = new PlanBuilder(Market);
        plan.Build<PricesModel>("p");
        Expect(() => plan.Build<PricesModel>("p"), "PriceHeader at 0 is written twice.");
    }

    [Test]
    public void Metric_OfANameThatAnotherHas_IsNamed()
    {
        var plan = new PlanBuilder(Market);
        Expect(
            () => plan.AddMetrics(Metric.Share("ETH", "price")),
            "There are two metrics ETH.price.");
    }

    [Test]
    public void Model_ThatForgetsAnOutcome_IsNamedWithIt() => Expect(
        () => Build<PricesModel>(), "PricesModel never tells own.share.");

    [Test]
    public void Model_ThatTellsAnOutcomeTwice_IsNamedWithIt() => Expect(
        () => Build<Twice>(), "Twice tells own.share twice.");

    [Test]
    public void Model_ThatReadsStateThatItNeverStored_IsNamed() => Expect(
        () => Build<Unstored>(),
        "Unstored tells no number for own.share; what it has not stored in the state is none.");

    [Test]
    public void Model_ThatReadsBesideItsTables_IsNamed() => Assert.Multiple(() =>
    {
        Expect(() => Build<Beside>(), "Beside reads or writes real 1000000 of ");
        Expect(() => Build<BesideState>(), "BesideState reads or writes slot -1 of ");
    });

    /// <summary>What prices do to their state is no fault of any model.</summary>
    [TestCase("gbm, drift: 0.1, volatility: 0", "")]
    [TestCase("merton, drift: 0, volatility: 0.6, jumpsPerYear: 500, jumpMean: -0.05, jumpStdDev: 0.1", "correlations: { ETH-BTC: 0.2 }")]
    [TestCase("heston, drift: 0, initialVolatility: 0.6, longRunVolatility: 0.4, meanReversion: 5, volatilityOfVariance: 2, priceVarianceCorrelation: -0.6", "correlations: { ETH-BTC: 0.5 }")]
    [TestCase("student-t, volatility: 0.5, degreesOfFreedom: 3, period: 2h", "correlations: { ETH-BTC: 0.5 }")]
    [TestCase("garch, volatility: 0.5, alpha: 0.1, beta: 0.8, shocks: student-t, degreesOfFreedom: 3, period: 10h", "")]
    public void Prices_OfAnyProcess_PassTheRehearsal(string process, string more) => Assert.That(
        new PlanBuilder(Library.PlanText($$"""
            scenario: market
            kernel: impermanent-loss
            horizon: 70h
            step: 1h
            assets:
              ETH: { price: 2000, process: { kind: {{process}} } }
              BTC: { price: 60000, process: { kind: gbm, drift: 0, volatility: 0.6 } }
              USD: { price: 1, process: { kind: constant } }
            {{more}}
            """).Scenario).Build<PricesModel>("prices").Steps,
        Is.EqualTo(70));

    [Test]
    public void Plan_OfAMarketWithMore_WarnsThatOnlyPricesAreSimulated()
    {
        Plan house = Library.Plan("quick-start");
        Plan plan = new PlanBuilder(house.Scenario).Build<PricesModel>("prices");
        Assert.That(
            plan.Warnings, Does.Contain($"Of {house.Name} only the prices are simulated."));
        Assert.That(
            new PlanBuilder(Market).Build<PricesModel>("prices").Warnings, Is.Empty);
    }

    /// <summary>Equal plans have one hash, and what changes an outcome or what it means another.
    /// </summary>
    [Test]
    public void Hash_IsThatOfTablesModelAndMetrics()
    {
        static Plan Plan<TModel>(double real, string unit, string name = "p")
            where TModel : struct, IModel
        {
            var tables = new PlanBuilder(Market);
            tables.AddReals(real);
            tables.AddMetrics(new Metric("own", "share", unit, 1, MetricSense.Level));
            return tables.Build<TModel>(name);
        }

        Plan plan = Plan<Once>(1, "USD");
        Assert.That(plan.Hash, Does.Match("^model/1:[0-9a-f]{64}$"));
        Assert.That(plan.Name, Is.EqualTo("p"));
        Assert.That(plan.Kernel, Is.EqualTo("Once"));
        Assert.That(plan.Steps, Is.EqualTo(70));
        Assert.That(Plan<Once>(1, "USD", "other").Hash, Is.EqualTo(plan.Hash));
        Assert.That(
            new[]
            {
                plan.Hash, Plan<Once>(2, "USD").Hash, Plan<Once>(1, "1").Hash,
                Plan<OnceMore>(1, "USD").Hash,
            },
            Is.Unique);
    }

    [Test]
    public void Hash_OfAScenariosPlan_IsTheScenarios()
    {
        Plan plan = Library.Plan("quick-start");
        Assert.That(plan.Hash, Is.EqualTo(plan.Scenario.Hash));
        Assert.That(plan.Name, Is.EqualTo(plan.Scenario.Name));
    }

    private static RatioRow Ratio => new() { Asset = 0, Other = 0, Terms = 0 };

    // The prices' five outcomes come before the model's own.
    private const int Own = 5;

    private static Plan Build<TModel>()
        where TModel : struct, IModel
    {
        var plan = new PlanBuilder(Market);
        Assert.That(plan.AddMetrics(Metric.Share("own", "share")), Is.EqualTo(Own));
        plan.ReserveSlots(1);
        return plan.Build<TModel>("own");
    }

    private static void Expect(Func<object> act, string message) => Expect(
        () => { act(); }, message);

    private static void Expect(Action act, string message) => Assert.That(
        act, Throws.InvalidOperationException.With.Message.StartsWith(message));

    private static void Prices<R, W, C>(C context)
        where R : unmanaged, IReal<R, W>
        where W : unmanaged, IWord<W>
        where C : struct, IPathContext<R, W> => PricesModel<R, W, C>.Simulate(context);

    private readonly struct Once : IModel
    {
        static void IModel.Simulate<R, W, C>(C context)
        {
            Prices<R, W, C>(context);
            context.Emit(Own, R.Of(1.0));
        }
    }

    private readonly struct OnceMore : IModel
    {
        static void IModel.Simulate<R, W, C>(C context)
        {
            Prices<R, W, C>(context);
            context.Emit(Own, R.Of(1.0));
        }
    }

    private readonly struct Twice : IModel
    {
        static void IModel.Simulate<R, W, C>(C context)
        {
            Prices<R, W, C>(context);
            context.Emit(Own, R.Of(1.0));
            context.Emit(Own, R.Of(1.0));
        }
    }

    private readonly struct Unstored : IModel
    {
        static void IModel.Simulate<R, W, C>(C context)
        {
            Prices<R, W, C>(context);
            context.Emit(
                Own, context.Load(context.Integer(PriceHeader.PlaceOf.Buffers) - 1));
        }
    }

    private readonly struct Beside : IModel
    {
        static void IModel.Simulate<R, W, C>(C context) =>
            context.Emit(Own, context.Real(1_000_000));
    }

    private readonly struct BesideState : IModel
    {
        static void IModel.Simulate<R, W, C>(C context) => context.Store(-1, R.Of(0.0));
    }
}
