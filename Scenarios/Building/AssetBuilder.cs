using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the assets.</summary>
internal static class AssetBuilder
{
    /// <summary>Stands for a process that cannot be made. What is wrong was told; numbers that are
    /// none keep other errors away.</summary>
    public static PriceProcess None { get; } = new GbmProcess(double.NaN, double.NaN);

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
                    Source = entry["source"].Text ?? entry["process"]["file"].Text,
                });
        }
    }

    /// <summary>Makes the process of an asset.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No process of this kind is known.
    /// </exception>
    internal static PriceProcess Process(Value entry, BuildContext context) =>
        entry["process"]["kind"].Text is { } kind
            ? ProcessKinds.Of(kind).Build(entry, context)
            : None;
}
