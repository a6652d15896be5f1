using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>
/// Makes the scenario from values that fit their shapes, and tells what one value says against
/// another. What it makes is of use only where no error was told.
/// </summary>
internal static class ScenarioBuilder
{
    private const decimal MaximumSteps = 1_000_000;

    private static readonly string[] NamedSections =
        ["assets", "pools", "positions", "markets", "loans", "stablecoins", "holders"];

    public static Scenario Build(Value root, string? baseFolder, ErrorLog log)
    {
        var context = new BuildContext(root, baseFolder, log);
        CheckTime(context);
        CheckMeasure(context);
        CheckNames(context);
        AssetBuilder.Build(context);
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
            Correlations = CorrelationBuilder.Build(context),
            Pools = [],
            Positions = [],
            LendingMarkets = [],
            Loans = [],
            Stablecoins = [],
            Holders = [],
        };
        return root["kernel"].Text switch
        {
            "impermanent-loss" => PoolBuilder.AddTo(scenario, context),
            "liquidation" => AddLending(scenario, context),
            "depeg" => StablecoinBuilder.AddTo(scenario, context),
            _ => scenario,
        };
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

    // Results are named by these names alone.
    private static void CheckNames(BuildContext context)
    {
        var sections = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string section in NamedSections)
        {
            foreach (Value entry in context.Root[section].Items)
            {
                if (sections.TryAdd(entry.Name, section)) continue;
                context.Log.Add(
                    entry.KeyAt,
                    entry.Path,
                    $"found '{entry.Name}', which names one of {sections[entry.Name]} too; "
                    + "allowed is a name of its own, as results go by it");
            }
        }

        foreach (Value loan in context.Root["loans"].Items)
        {
            Value @class = loan["class"];
            if (@class.Text is not { } name || sections.GetValueOrDefault(name) != "assets")
                continue;
            context.Refuse(
                @class, $"found '{name}', which is an asset; allowed is a name of its own");
        }
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
                BuildContext.Invariant(
                    $"found {decimal.Ceiling(steps.Value)} steps; allowed are {MaximumSteps}"));
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
