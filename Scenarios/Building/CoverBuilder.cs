using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the insurance of stakes in farms.</summary>
internal static class CoverBuilder
{
    public static IReadOnlyList<Cover> Build(
        Registry<Farm> farms, Registry<WalletClass> classes, BuildContext context)
    {
        var covers = new List<Cover>();
        foreach (Value entry in context.Root["cover"].Items)
        {
            Farm? farm = farms.Referenced(entry["farm"]);
            IReadOnlyList<CoveredStake> covered = Covered(entry["covered"], farm, classes, context);
            if (farm is null) continue;
            covers.Add(new Cover
            {
                Name = entry.Name,
                Farm = farm,
                PremiumPerYear = entry["premiumPerYear"].Number,
                PayoutShare = entry["payoutShare"].Number,
                CapitalUsd = entry["capital"].Number,
                Covered = covered,
            });
        }

        return covers;
    }

    private static IReadOnlyList<CoveredStake> Covered(
        Value section, Farm? farm, Registry<WalletClass> classes, BuildContext context)
    {
        var covered = new List<CoveredStake>();
        foreach (Value entry in section.Items)
        {
            if (classes.ReferencedByKey(entry) is not { } insured || farm is null) continue;
            covered.Add(new CoveredStake(insured, entry.Number));
            if (insured.Stakes.Any(stake => stake.Farm == farm)) continue;
            string[] staking = classes.Items
                .Where(candidate => candidate.Stakes.Any(stake => stake.Farm == farm))
                .Select(candidate => candidate.Name)
                .ToArray();
            context.Log.Add(
                entry.KeyAt, entry.Path,
                $"found {entry.Name}, which has no stake in farm {farm.Name}; "
                + Suggestion.For(entry.Name, staking));
        }

        return [.. covered.OrderBy(stake => stake.Class.Index)];
    }
}
