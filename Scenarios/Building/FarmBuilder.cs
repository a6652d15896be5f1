using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the farms, each with the hazard that the scenario states for it.</summary>
internal static class FarmBuilder
{
    public static Registry<Farm> Build(Registry<Pool> pools, BuildContext context)
    {
        var farms = new Registry<Farm>("farm", context.Log);
        Value rugs = context.Root["hazards"]["rug"];
        foreach (Value entry in context.Root["farms"].Items)
        {
            Value? rug = rugs.Items.FirstOrDefault(candidate => candidate.Name == entry.Name);
            farms.Add(entry.Name, Farm(entry, rug, farms.Count, pools, context));
        }

        foreach (Value rug in rugs.Items) _ = farms.ReferencedByKey(rug);
        return farms;
    }

    private static Farm? Farm(
        Value entry,
        Value? rug,
        int index,
        Registry<Pool> pools,
        BuildContext context)
    {
        Asset? reward = context.Assets.Referenced(entry["reward"]);
        Value stakes = entry["stakes"];
        string name = stakes.Text ?? "";
        Asset? asset = context.Assets.Find(name);
        bool isKnown = context.Assets.Declares(name) || pools.Declares(name);
        if (stakes.IsSound && !isKnown)
        {
            string suggestion = Suggestion.For(name, pools.Names.Concat(context.Assets.Names));
            context.Refuse(stakes, $"found '{name}', which is no pool or asset; {suggestion}");
        }

        ArbitragedPool? pool = pools.Declares(name)
            ? JointPoolBuilder.Arbitraged(pools, stakes, context)
            : null;
        if (reward is null || (asset is null && pool is null)) return null;
        return new Farm
        {
            Index = index,
            Name = entry.Name,
            Pool = asset is null ? pool : null,
            Asset = asset,
            Reward = reward,
            EmissionPerDay = entry["emissionPerDay"].Number,
            EmissionHalfLifeSeconds = entry["emissionHalfLife"].NumberOrNull,
            OutsideStakeUsd = entry["outsideStake"].Number,
            ClaimGasUnits = entry["claimGas"].Number,
            SoldShare = entry["soldShare"].Number,
            RugsPerYear = rug?["perYear"].Number ?? 0,
            RuggedShare = rug?["share"].Number ?? 0,
        };
    }
}
