using System.Globalization;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Writes estimates of several assets as a part of a scenario.</summary>
internal static class JointFragment
{
    private const string NumberFormat = "G6";
    private const string ErrorFormat = "G3";

    /// <summary>The fragment; null where nothing may be used.</summary>
    public static string? Of(
        IReadOnlyList<CalibrationReport> assets,
        IReadOnlyList<PairCorrelation> correlations,
        CommonJumpsFit? common,
        string? preferred,
        IReadOnlyList<string> warnings)
    {
        if (preferred is null) return null;
        PriceSample sample = assets[0].Sample;
        string head = $"Estimated from {Counted.Of(sample.Returns, "return")} of each asset over "
            + $"{Number(sample.IntervalSeconds)} s, {PriceTime.Text(sample.FirstUtc)} to "
            + $"{PriceTime.Text(sample.LastUtc)} UTC: {preferred}.";
        List<string> lines =
        [
            .. AssetFragment.Comment("", head),
            .. warnings.SelectMany(text => AssetFragment.Comment("", $"Warning: {text}")),
            "assets:",
        ];

        // Without any, it is stated that jumps never come together: where a scenario says
        // nothing, its engine chooses common ones from the correlations.
        bool hasCommon = preferred == JointReport.WithCommonJumps;
        ParameterEstimate perYear = hasCommon ? common!.PerYear : new(0, null);
        ParameterEstimate? sizes = hasCommon ? common!.SizeCorrelation : new(0, null);
        foreach (CalibrationReport asset in assets)
        {
            lines.Add($"  {asset.Name}:");
            lines.Add(FormattableString.Invariant($"    price: {asset.Sample.LastPrice:R}"));
            lines.Add(AssetFragment.Source(asset.Sample));
            lines.Add("    process:");
            lines.AddRange(preferred == "gbm" ? Gbm(asset.Gbm!)
                : Merton(asset.Merton!, perYear.Value));
        }

        if (preferred != "gbm")
        {
            lines.Add("commonJumps:");
            lines.Add(Key("  perYear", perYear));
            lines.Add(sizes is null
                ? "  # sizeCorrelation: not stated, that of each pair's log returns"
                : Key("  sizeCorrelation", sizes));
        }

        lines.Add("correlations:");
        lines.AddRange(correlations.Select(pair => Key(
            $"  {pair.First}-{pair.Second}", new(pair.Value, pair.StandardError))));
        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<string> Gbm(GbmFit fit) =>
    [
        "      kind: gbm",
        Drift(fit.Drift),
        Key("      volatility", fit.Volatility),
    ];

    private static IEnumerable<string> Merton(MertonFit fit, double commonPerYear)
    {
        yield return "      kind: merton";
        yield return Drift(fit.Drift);
        yield return Key("      volatility", fit.Volatility);
        double own = Math.Max(fit.JumpsPerYear.Value - commonPerYear, 0);
        string error = fit.JumpsPerYear.StandardError?.ToString(
            ErrorFormat, CultureInfo.InvariantCulture) ?? "unknown";
        yield return $"      jumpsPerYear: {Number(own)}  # with the common ones "
            + $"{Number(fit.JumpsPerYear.Value)}, s.e. {error}";

        yield return Key("      jumpMean", fit.JumpMean);
        yield return Key("      jumpStdDev", fit.JumpStdDev);
        yield return $"      commonJumpMean: {Number(fit.JumpMean.Value)}";
        yield return $"      commonJumpStdDev: {Number(fit.JumpStdDev.Value)}";
        yield return "      compensated: true";
    }

    private static string Drift(ParameterEstimate fitted) =>
        CandidateProcess.Drift(fitted) == fitted.Value
            ? Key("      drift", fitted)
            : "      drift: 0  # not the fitted one, see above";

    private static string Key(string key, ParameterEstimate estimate) =>
        $"{key}: {Number(estimate.Value)}" + (estimate.StandardError is { } error
            ? $"  # s.e. {error.ToString(ErrorFormat, CultureInfo.InvariantCulture)}"
            : "");

    private static string Number(double value) =>
        value.ToString(NumberFormat, CultureInfo.InvariantCulture);
}
