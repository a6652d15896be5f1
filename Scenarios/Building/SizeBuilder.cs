using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the sizes of a class's wallets.</summary>
internal static class SizeBuilder
{
    /// <summary>What is told where a class has no wallets or sizes of its own.</summary>
    public static string Missing { get; } =
        $"is missing; only {string.Join(", ", ClassDefaults.All.Select(x => x.Name))} "
        + "do without";

    /// <summary>Sizes that no check says anything about, in place of wrong ones.</summary>
    private static readonly EqualSizes Unknown = new(double.NaN);

    public static SizeDistribution Build(Value sizes, ClassDefault? known, BuildContext context)
    {
        if (!sizes.IsGiven)
        {
            if (known is null) context.RequireGiven(sizes, Missing);
            return known?.Sizes ?? Unknown;
        }

        return sizes["kind"].Text switch
        {
            "equal" => new EqualSizes(sizes["size"].Number),
            "log-normal" => new LogNormalSizes(sizes["mean"].Number, sizes["logStdDev"].Number),
            "pareto" => new ParetoSizes(sizes["minimum"].Number, sizes["exponent"].Number),
            "file" when BalanceReader.Read(sizes, context) is { Count: > 0 } listed =>
                new ListedSizes(listed),
            "file" or null => Unknown,
            var kind => throw new InvalidOperationException($"No sizes are '{kind}'."),
        };
    }
}
