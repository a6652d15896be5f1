using System.Globalization;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Writes fits as a part of a scenario.</summary>
internal static class ProcessFragment
{
    /// <summary>The fragment.</summary>
    /// <param name="assets">The estimates.</param>
    /// <param name="correlations">Correlations of all pairs.</param>
    /// <param name="best">Which of the fits it holds, by its number.</param>
    /// <param name="shared">Regimes of all assets together; null where they share none.</param>
    /// <param name="isUncertain">Whether estimates are written as laws, with their errors.</param>
    /// <param name="warnings">What whoever uses it must know.</param>
    public static string Of(
        IReadOnlyList<AssetFits> assets, IReadOnlyList<PairCorrelation> correlations, int best,
        SharedRegimes? shared, bool isUncertain, IReadOnlyList<string> warnings)
    {
        AssetFits first = assets[0];
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"Estimated from {Counted.Of(first.Returns, "return")} over {first.SamplingSeconds} s, "
            + $"{PriceTime.Text(first.FirstUtc)} to {PriceTime.Text(first.LastUtc)} UTC: "
            + $"{first.Fits[best].Name}. Drift is 0: that of so few returns is mostly error.");
        List<string> lines =
        [
            .. AssetFragment.Comment("", head),
            .. warnings.SelectMany(text => AssetFragment.Comment("", $"Warning: {text}")),
            .. shared?.ScenarioLines ?? first.Fits[best].ScenarioLines,
            "assets:",
            .. assets.SelectMany((asset, i) => Asset(
                asset, best, shared?.ProcessLines[i] ?? asset.Fits[best].ProcessLines,
                isUncertain && shared is null)),
        ];
        // Rows of residuals in common carry correlations, and regimes have their own: none may be
        // stated beside them.
        bool isOfRows = first.Fits[best].ProcessLines.Any(
            line => line.StartsWith("residuals:", StringComparison.Ordinal));
        if (correlations.Count > 0 && !isOfRows && shared is null)
        {
            lines.Add("correlations:");
            lines.AddRange(correlations.Select(pair => string.Create(
                CultureInfo.InvariantCulture,
                $"  {pair.First}-{pair.Second}: {pair.Value:G6}") + Error(pair.StandardError)));
        }

        if (isUncertain && shared is null)
        {
            lines.AddRange(FragmentLaws.Uncertainty(
                [.. assets.Select(asset => (asset.Name, asset.Fits[best]))]));
        }

        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<string> Asset(
        AssetFits asset, int best, IReadOnlyList<string> process, bool isUncertain) =>
    [
        $"  {asset.Name}:",
        FormattableString.Invariant($"    price: {asset.LastPrice:R}"),
        FragmentSource.Line(
            asset.File, asset.Returns, asset.SamplingSeconds, asset.FirstUtc, asset.LastUtc),
        "    process:",
        .. Stated(asset, best, process, isUncertain).Select(line => $"      {line}"),
    ];

    private static IEnumerable<string> Stated(
        AssetFits asset, int best, IReadOnlyList<string> process, bool isUncertain)
    {
        string[] scaled = [.. process.Select(line => Scaled(line, asset, best))];
        return isUncertain ? FragmentLaws.In(scaled, asset.Fits[best], asset.LastPrice) : scaled;
    }

    // A price among the parameters is told over the last one.
    private static string Scaled(string line, AssetFits asset, int best)
    {
        if (!line.StartsWith("mean: ", StringComparison.Ordinal)) return line;
        FittedParameter mean = asset.Fits[best].Parameters.First(one => one.Name == "mean");
        return FormattableString.Invariant($"mean: {mean.Value * asset.LastPrice:G6}")
            + Error(mean.StandardError * asset.LastPrice);
    }

    private static string Error(double? error) => error is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"  # s.e. {known:G3}")
        : "";
}
