using System.Globalization;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Tells what whoever uses a fragment of processes must know.</summary>
internal static class ProcessWarnings
{
    /// <summary>A scenario would refuse some draws of the laws.</summary>
    public const string NoLaws = "Estimates are stated as they are, without laws: numbers drawn "
        + "from those would be beyond what a scenario allows together.";

    /// <summary>The warnings, in sentences.</summary>
    /// <param name="assets">The estimates.</param>
    /// <param name="best">Which of the fits the fragment holds, by its number.</param>
    /// <param name="shared">Regimes of all assets together; null where they share none.</param>
    /// <param name="correlations">Correlations of the data.</param>
    /// <param name="honoured">Those that the fragment states; none with regimes.</param>
    /// <param name="isUncertain">Whether estimates are asked for as laws.</param>
    public static IEnumerable<string> Of(
        IReadOnlyList<AssetFits> assets, int best, SharedRegimes? shared,
        IReadOnlyList<PairCorrelation> correlations, IReadOnlyList<PairCorrelation> honoured,
        bool isUncertain)
    {
        foreach (AssetFits asset in assets)
        {
            foreach (string warning in asset.Fits[best].Warnings)
                yield return $"{asset.Name}, {asset.Fits[best].Name}: {warning}";
        }

        if (shared is not null)
        {
            if (isUncertain)
            {
                yield return "Regimes of several assets are stated as estimated, without laws: "
                    + "volatilities and correlations of all assets hang together.";
            }

            yield return "The regimes of the fragment are those of all assets together, with "
                + "correlations of their own; figures above are of each asset alone.";
            yield break;
        }

        string[] less = [.. correlations.Zip(honoured)
            .Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => string.Create(
                CultureInfo.InvariantCulture,
                $"{pair.First.First}-{pair.First.Second} {pair.Second.Value:G4} in place of "
                + $"{pair.First.Value:G4}"))];
        if (less.Length > 0)
        {
            yield return "The fragment states less correlation than the data have, the most that "
                + $"diffusions and jumps of these laws can have: {string.Join(", ", less)}. "
                + "gbm and regime-switching can have all of it, and --model merton seeks jumps in "
                + "common.";
        }

        if (isUncertain && assets.Count > 1
            && assets.Any(asset => FragmentLaws.Jumps(asset.Fits[best])))
        {
            yield return "Volatilities and jumps are stated as estimated, without laws: they and "
                + "the correlations of assets that jump hang together.";
        }
    }
}
