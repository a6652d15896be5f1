using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the assets.</summary>
internal static class AssetBuilder
{
    private const double YearSeconds = 365.0 * 86400;

    /// <summary>More jumps than this in a step are not told apart by the sampler.</summary>
    private const double MaximumJumpsPerStep = 5;

    public static void Build(BuildContext context)
    {
        foreach (Value entry in context.Root["assets"].Items)
        {
            PriceProcess process = Process(entry["process"], context);
            context.Assets.Add(
                entry.Name,
                new Asset(context.Assets.Count, entry.Name, entry["price"].Number, process));
        }
    }

    private static PriceProcess Process(Value process, BuildContext context)
    {
        bool isRiskNeutral = context.Root["measure"].Choice<Measure>() == Measure.RiskNeutral;
        Value drift = isRiskNeutral ? context.Root["riskFreeRate"] : process["drift"];
        double volatility = process["volatility"].Number;
        if (process["kind"].Text == "constant") return new ConstantProcess();
        if (process["kind"].Text != "merton") return new GbmProcess(drift.Number, volatility);
        Value jumps = process["jumpsPerYear"];
        double jumpsPerStep = jumps.Number * context.Root["step"].Number / YearSeconds;
        if (jumpsPerStep > MaximumJumpsPerStep)
        {
            context.Refuse(
                jumps,
                BuildContext.Invariant(
                    $"found {jumpsPerStep:G6} jumps a step; allowed are {MaximumJumpsPerStep}"));
        }

        return new MertonProcess(
            drift.Number,
            volatility,
            jumps.Number,
            process["jumpMean"].Number,
            process["jumpStdDev"].Number,
            process["compensated"].Flag);
    }
}
