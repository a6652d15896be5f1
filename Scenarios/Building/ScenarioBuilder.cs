using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>
/// Makes the scenario from values that fit their shapes, and tells what one value says against
/// another. What it makes is of use only where no error was told.
/// </summary>
internal static class ScenarioBuilder
{
    private const decimal MaximumSteps = 10_000_000;

    public static Scenario Build(Value root, BookFolder books, ErrorLog log)
    {
        var context = new BuildContext(root, books, log);
        CheckTime(context);
        CheckMeasure(context);
        NameCheck.Check(context);
        context.Regimes = RegimesBuilder.Build(context);
        AssetBuilder.Build(context);
        CommonJumps? common = MertonBuilder.Common(context);
        var scenario = new Scenario
        {
            Name = root["scenario"].Text ?? "",
            Description = root["description"].Text ?? "",
            Kernel = KernelKind.ImpermanentLoss,
            HorizonSeconds = root["horizon"].Number,
            StepSeconds = root["step"].Number,
            Paths = root["paths"].Integer,
            Seed = (ulong)root["seed"].Integer,
            Measure = root["measure"].Choice<Measure>(),
            Assets = context.Assets.Items,
            Correlations = CorrelationBuilder.Build(
                root["correlations"],
                RegimesBuilder.WithoutCorrelations(context.Regimes, context), common, context),
            Regimes = context.Regimes is { } chain
                ? RegimesBuilder.WithCorrelations(chain, common, context)
                : null,
            CommonJumps = common,
            Pools = [],
            Positions = [],
            LendingMarkets = [],
            Loans = [],
            Stablecoins = [],
            Holders = [],
        };
        scenario = root["kernel"].Text switch
        {
            "impermanent-loss" => PoolBuilder.AddTo(scenario, context),
            "liquidation" => AddLending(scenario, context),
            "depeg" => StablecoinBuilder.AddTo(scenario, context),
            "market" => JointMarketBuilder.AddTo(scenario, context),
            null => scenario,
            var kernel => throw new InvalidOperationException($"Nothing builds '{kernel}'."),
        };
        RegimesBuilder.CheckUse(scenario, context);
        scenario = scenario with { Shocks = StatedShockBuilder.Build(scenario, context) };
        return FigureBuilder.AddTo(SamplingBuilder.AddTo(scenario, context), context);
    }

    private static Scenario AddLending(Scenario scenario, BuildContext context)
    {
        Registry<LendingMarket> markets = LendingMarketBuilder.Build(context);
        return scenario with
        {
            Kernel = KernelKind.Liquidation,
            LendingMarkets = markets.Items,
            Loans = LoanBuilder.Build(markets, context),
        };
    }

    private static void CheckTime(BuildContext context)
    {
        Value horizon = context.Root["horizon"];
        context.RequireWholeSteps(horizon);
        decimal? steps = horizon.Seconds / context.Root["step"].Seconds;
        if (steps > MaximumSteps)
        {
            context.Refuse(
                horizon,
                BuildContext.Invariant($"found {decimal.Ceiling(steps.Value)} steps; ")
                + BuildContext.Invariant($"allowed are {MaximumSteps}"));
        }
    }

    private static void CheckMeasure(BuildContext context)
    {
        Value measure = context.Root["measure"];
        Value rate = context.Root["riskFreeRate"];
        if (!measure.IsSound) return;
        if (measure.Choice<Measure>() == Measure.RiskNeutral)
            context.RequireGiven(rate, "is missing; measure risk-neutral needs a rate per year");
        else
            context.RefuseIfGiven(rate, "is not used; allowed only with measure risk-neutral");
    }
}
