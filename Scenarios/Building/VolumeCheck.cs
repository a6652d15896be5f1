using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Tells what of a volume's process nothing follows.</summary>
internal static class VolumeCheck
{
    /// <summary>Tells an error where keys of a pool's volume do not go together.</summary>
    public static void Check(Value pool, BuildContext context)
    {
        Value process = pool["noiseVolumeProcess"];
        if (pool["noiseVolumePerDay"].Number == 0)
        {
            context.RefuseIfGiven(
                process, "is not used; allowed only with noiseVolumePerDay above 0");
        }

        Value elasticity = process["elasticity"];
        if (elasticity.IsGiven && elasticity.Number != 0 && !Follows(pool, context))
        {
            context.Refuse(
                elasticity,
                "is not used; allowed only where the volatility of the pool's base or quote "
                + "changes");
        }
    }

    // Of a pool whose assets were not understood that was told.
    private static bool Follows(Value pool, BuildContext context)
    {
        if (pool["kind"].Text == "weighted") return false;
        double years = AssetMoments.Years(context.Root["horizon"].Number);
        Asset?[] assets =
        [
            context.Assets.Find(pool["base"].Text ?? ""),
            context.Assets.Find(pool["quote"].Text ?? ""),
        ];
        return assets.Any(asset => asset?.Process.Moments(years)
            is not { HasChangingVolatility: false, Mean: not double.NaN });
    }
}
