using GpuRisk.Scenarios.Building;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>A stablecoin's price over its peg; joint markets only.</summary>
/// <param name="Stablecoin">The name of the stablecoin.</param>
public sealed record PeggedProcess(string Stablecoin) : PriceProcess
{
    /// <summary>What a scenario states of it.</summary>
    internal static ProcessKind Stated { get; } = new(
        "pegged",
        [
            Field.Required(
                "stablecoin", new NameShape(),
                "The stablecoin whose price this is; with kernel market only."),
        ],
        Build);

    /// <inheritdoc/>
    public override string Kind => Stated.Name;

    /// <inheritdoc/>
    public override bool MovesByItself() => false;

    /// <inheritdoc/>
    public override AssetMoments Moments(double years) => default;

    private static PeggedProcess Build(Value asset, BuildContext context)
    {
        Value reference = asset["process"]["stablecoin"];
        string name = reference.Text ?? "";
        IReadOnlyList<Value> coins = context.Root["stablecoins"].Items;
        Value? coin = coins.FirstOrDefault(candidate => candidate.Name == name);
        Value price = asset["price"];
        if (!context.IsJoint)
        {
            context.Refuse(
                asset["process"]["kind"], "found 'pegged'; allowed only with kernel market");
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
