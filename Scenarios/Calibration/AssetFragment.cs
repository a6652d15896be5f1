using System.Globalization;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Writes an estimate as the <c>assets:</c> of a scenario.</summary>
internal static class AssetFragment
{
    private const string NumberFormat = "G6";

    private const int LongestLine = 96;

    /// <summary>The fragment; null where no model may be used.</summary>
    /// <param name="name">The asset's name.</param>
    /// <param name="sample">The data.</param>
    /// <param name="candidates">Processes, the one to use first; others become comments.</param>
    /// <param name="warnings">What whoever uses it must know.</param>
    public static string? Of(
        string name,
        PriceSample sample,
        IReadOnlyList<CandidateProcess> candidates,
        IReadOnlyList<string> warnings)
    {
        if (candidates[0].Objection is not null) return null;
        var lines = new List<string>
        {
            $"# Estimated from {Counted.Of(sample.Returns, "return")} over "
                + $"{Number(sample.IntervalSeconds)} s, {PriceTime.Text(sample.FirstUtc)} to "
                + $"{PriceTime.Text(sample.LastUtc)} UTC.",
        };
        lines.AddRange(warnings.SelectMany(warning => Comment("", $"Warning: {warning}")));
        lines.Add("assets:");
        lines.AddRange(Asset(name, sample, candidates));
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>An asset with its process and, as comments, the others.</summary>
    public static IEnumerable<string> Asset(
        string name, PriceSample sample, IReadOnlyList<CandidateProcess> candidates)
    {
        yield return $"  {name}:";
        yield return
            $"    price: {sample.LastPrice.ToString("R", CultureInfo.InvariantCulture)}";
        yield return Source(sample);
        for (int i = 0; i < candidates.Count; i++)
        {
            CandidateProcess candidate = candidates[i];
            string title = string.Create(
                CultureInfo.InvariantCulture, $"{candidate.Kind}, AIC {candidate.Aic:F1}");
            string objection = candidate.Objection is { } reason
                ? $"; not to be used: {reason}"
                : "";
            foreach (string line in Comment("    ", title + objection)) yield return line;
            string mark = i == 0 ? "    " : "    # ";
            yield return $"{mark}process:";
            foreach (string key in Keys(candidate.Process)) yield return $"{mark}  {key}";
        }
    }

    /// <summary>What an asset was calibrated on.</summary>
    public static string Source(PriceSample sample) => FragmentSource.Line(
        sample.File, "return", sample.Returns, sample.IntervalSeconds, sample.FirstUtc,
        sample.LastUtc);

    /// <summary>A text as lines of a comment.</summary>
    public static IEnumerable<string> Comment(string indent, string text)
    {
        string line = $"{indent}#";
        foreach (string word in text.Split(' '))
        {
            if (line.Length + word.Length >= LongestLine)
            {
                yield return line;
                line = $"{indent}#  ";
            }

            line += $" {word}";
        }

        yield return line;
    }

    private static IEnumerable<string> Keys(PriceProcess process) => process switch
    {
        GbmProcess gbm =>
        [
            "kind: gbm",
            $"drift: {Number(gbm.DriftPerYear)}",
            $"volatility: {Number(gbm.VolatilityPerYear)}",
        ],
        MertonProcess merton =>
        [
            "kind: merton",
            $"drift: {Number(merton.DriftPerYear)}",
            $"volatility: {Number(merton.VolatilityPerYear)}",
            $"jumpsPerYear: {Number(merton.JumpsPerYear)}",
            $"jumpMean: {Number(merton.JumpMean)}",
            $"jumpStdDev: {Number(merton.JumpStdDev)}",
            "compensated: true",
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(process), process, "Unknown process."),
    };

    private static string Number(double value) =>
        value.ToString(NumberFormat, CultureInfo.InvariantCulture);
}
