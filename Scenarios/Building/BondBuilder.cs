using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the bonds.</summary>
internal static class BondBuilder
{
    public static IReadOnlyList<Bond> Build(Registry<WalletClass> classes, BuildContext context)
    {
        var bonds = new List<Bond>();
        foreach (Value entry in context.Root["bonds"].Items)
        {
            Asset? token = context.Assets.Referenced(entry["token"]);
            WalletClass? buyers = classes.Referenced(entry["buyers"]);
            if (token?.Process.MovesByItself() == false)
            {
                context.Refuse(
                    entry["token"],
                    $"found {token.Name}, whose price does not move of its own; "
                    + "allowed is an asset whose price does");
            }

            if (token is null || buyers is null) continue;
            bonds.Add(new Bond(
                entry.Name, token, buyers, entry["usdPerDay"].Number, entry["discount"].Number,
                entry["vesting"].Number));
        }

        return bonds;
    }
}
