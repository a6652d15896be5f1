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
            PriceProcess process = entry["process"]["kind"].Text == "pegged"
                ? Pegged(entry, context)
                : Process(entry["process"], context);
            context.Assets.Add(
                entry.Name,
                new Asset(context.Assets.Count, entry.Name, entry["price"].Number, process)
                {
                    Decimals = entry["decimals"] is { IsSound: true } decimals
                        ? (int)decimals.Integer
                        : null,
                });
        }
    }

    private static PeggedProcess Pegged(Value entry, BuildContext context)
    {
        Value reference = entry["process"]["stablecoin"];
        string name = reference.Text ?? "";
        IReadOnlyList<Value> coins = context.Root["stablecoins"].Items;
        Value? coin = coins.FirstOrDefault(candidate => candidate.Name == name);
        Value price = entry["price"];
        if (!context.IsJoint)
        {
            context.Refuse(
                entry["process"]["kind"], "found 'pegged'; allowed only with kernel market");
        }
        else if (coin is null && reference.IsSound)
        {
            string suggestion = Suggestion.For(name, coins.Select(candidate => candidate.Name));
            context.Refuse(reference, $"found '{name}', which is no stablecoin; {suggestion}");
        }
        else if (coin?["peg"].Number is { } peg && Math.Abs(price.Number - peg) > 0)
        {
            context.Refuse(
                price,
                BuildContext.Invariant($"found {price.Number}; allowed is the peg of {name}, ")
                + BuildContext.Invariant($"{peg}"));
        }

        return new PeggedProcess(name);
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
