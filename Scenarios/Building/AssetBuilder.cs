using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the assets.</summary>
internal static class AssetBuilder
{
    public static void Build(BuildContext context)
    {
        foreach (Value entry in context.Root["assets"].Items)
        {
            context.Assets.Add(
                entry.Name,
                new Asset(
                    context.Assets.Count, entry.Name, entry["price"].Number,
                    Process(entry, context))
                {
                    Decimals = entry["decimals"] is { IsSound: true } decimals
                        ? (int)decimals.Integer
                        : null,
                });
        }
    }

    /// <summary>Makes the process of an asset.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No process of this kind is known.
    /// </exception>
    internal static PriceProcess Process(Value entry, BuildContext context)
    {
        Value process = entry["process"];
        return process["kind"].Text switch
        {
            // What is wrong with it was told; numbers that are none keep other errors away.
            null => new GbmProcess(double.NaN, double.NaN),
            "constant" => new ConstantProcess(),
            "gbm" => new GbmProcess(Drift(process, context), process["volatility"].Number),
            "merton" => MertonBuilder.Build(process, Drift(process, context), context),
            "pegged" => Pegged(entry, context),
            { } kind => throw new ArgumentOutOfRangeException(
                nameof(entry), kind, "No price process of this kind."),
        };
    }

    private static double Drift(Value process, BuildContext context) =>
        (context.IsRiskNeutral ? context.Root["riskFreeRate"] : process["drift"]).Number;

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
}
