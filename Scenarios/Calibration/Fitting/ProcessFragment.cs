using System.Globalization;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Writes fits as a part of a scenario.</summary>
internal static class ProcessFragment
{
    /// <summary>What a scenario refuses of a fit of one asset; null where it takes it.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="fit">Which of its fits, by its number.</param>
    public static string? Refusal(AssetFits asset, int fit)
    {
        string alone = Text([asset], [], fit, null, areLaws: false, []);
        return FragmentCheck.Problem(alone, asset.SamplingSeconds) is { } problem
            ? $"{asset.Name}, {asset.Fits[fit].Name}: {problem}" : null;
    }

    /// <summary>The fragment, and whether it states laws: it does where a scenario takes them.
    /// </summary>
    /// <param name="assets">The estimates.</param>
    /// <param name="correlations">Correlations of all pairs.</param>
    /// <param name="best">Which of the fits it holds, by its number.</param>
    /// <param name="shared">Regimes of all assets together; null where they share none.</param>
    /// <param name="isUncertain">Whether estimates are written as laws, with their errors.</param>
    /// <param name="warnings">What whoever uses it must know.</param>
    public static (string Fragment, bool AreLaws) Of(
        IReadOnlyList<AssetFits> assets, IReadOnlyList<PairCorrelation> correlations, int best,
        SharedRegimes? shared, bool isUncertain, IReadOnlyList<string> warnings)
    {
        if (isUncertain && shared is null)
        {
            string laws = Text(assets, correlations, best, shared, areLaws: true, warnings);
            if (FragmentCheck.Problem(laws, assets[0].SamplingSeconds) is null)
                return (laws, true);
            warnings = [.. warnings, ProcessWarnings.NoLaws];
        }

        return (Text(assets, correlations, best, shared, areLaws: false, warnings), false);
    }

    private static string Text(
        IReadOnlyList<AssetFits> assets, IReadOnlyList<PairCorrelation> correlations, int best,
        SharedRegimes? shared, bool areLaws, IReadOnlyList<string> warnings)
    {
        AssetFits first = assets[0];
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"Estimated from {Counted.Of(first.Returns, "return")} over {first.SamplingSeconds} s, "
            + $"{PriceTime.Text(first.FirstUtc)} to {PriceTime.Text(first.LastUtc)} UTC: "
            + $"{first.Fits[best].Name}. Drift is 0: that of so few returns is mostly error.");
        FragmentLaws? laws = areLaws
            ? new FragmentLaws([.. assets.Select(asset => asset.Fits[best])], first.SamplingSeconds)
            : null;
        List<string> lines =
        [
            .. AssetFragment.Comment("", head),
            .. warnings.SelectMany(text => AssetFragment.Comment("", $"Warning: {text}")),
            .. shared?.ScenarioLines ?? first.Fits[best].ScenarioLines,
            "assets:",
            .. assets.SelectMany((asset, i) => Asset(
                asset, asset.Fits[best],
                shared?.ProcessLines[i] ?? asset.Fits[best].ProcessLines, laws)),
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

        if (laws is not null)
        {
            lines.AddRange(laws.Uncertainty(
                [.. assets.Select(asset => (asset.Name, asset.Fits[best]))]));
        }

        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<string> Asset(
        AssetFits asset, ProcessFit fit, IReadOnlyList<string> process, FragmentLaws? laws) =>
    [
        $"  {asset.Name}:",
        FormattableString.Invariant($"    price: {asset.LastPrice:R}"),
        FragmentSource.Line(
            asset.File, "return", asset.Returns, asset.SamplingSeconds, asset.FirstUtc,
            asset.LastUtc),
        "    process:",
        .. (laws?.In(process, fit) ?? process).Select(line => $"      {line}"),
    ];

    private static string Error(double? error) => error is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"  # s.e. {known:G3}")
        : "";
}
