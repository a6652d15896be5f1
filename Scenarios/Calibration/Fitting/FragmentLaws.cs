using System.Globalization;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Writes estimates into a fragment as the laws of uncertain numbers: those whose draws a
/// scenario allows. Chances, alpha and beta are bound by others, and stay as estimated.</summary>
internal static class FragmentLaws
{
    // Farther than any of 1,024 draws of a Latin hypercube, in standard errors.
    private const double Farthest = 3.5;

    // An estimate that is hardly known says nothing of how its error is distributed.
    private const double MostSpread = 0.75;

    private const double LeastCorrelation = 0.01;

    private static readonly string[] Scales =
    [
        "volatility", "longRunVolatility", "meanReversion", "volatilityOfVariance",
        "jumpsPerYear", "jumpStdDev", "mean",
    ];

    /// <summary>The law of an estimate; null where it stays a number.</summary>
    /// <param name="parameter">The estimate.</param>
    /// <param name="price">What a price among the parameters is told over.</param>
    public static string? Of(FittedParameter parameter, double price = 1)
    {
        if (parameter.StandardError is not { } error) return null;
        string key = parameter.Name.Split('.')[^1];
        double value = parameter.Value;
        double reach = Farthest * error;
        bool isScale = Scales.Contains(key) && !parameter.Name.StartsWith(
            "regimes.", StringComparison.Ordinal);
        if (isScale && error < MostSpread * value)
            return LogNormal(key == "mean" ? value * price : value, error / value);
        return key switch
        {
            "degreesOfFreedom" when error < MostSpread * value
                && value * Math.Exp(-reach / value) > StudentTModel.LeastDegrees =>
                LogNormal(value, error / value),
            "jumpMean" => Normal(value, error),
            "priceVarianceCorrelation" when Math.Abs(value) + reach < 1 => Normal(value, error),
            _ => null,
        };
    }

    /// <summary>The lines of a process with laws in place of its numbers.</summary>
    public static IReadOnlyList<string> In(
        IReadOnlyList<string> lines, ProcessFit fit, double price)
    {
        var changed = lines.ToArray();
        foreach (FittedParameter parameter in fit.Parameters)
        {
            if (Of(parameter, price) is not { } law) continue;
            string[] path = parameter.Name.Split('.');
            string mark = path.Length == 1 ? $"{path[0]}: " : $"  {path[1]}: {{";
            int at = Array.FindIndex(
                changed, line => line.StartsWith(mark, StringComparison.Ordinal));
            changed[at] = path.Length == 1
                ? mark + law
                : changed[at][..changed[at].IndexOf("volatility: ", StringComparison.Ordinal)]
                    + $"volatility: {law} }}";
        }

        return changed;
    }

    /// <summary>The section that says which of the numbers were estimated together.</summary>
    public static IReadOnlyList<string> Uncertainty(
        IReadOnlyList<(string Asset, ProcessFit Fit)> fits)
    {
        List<string> pairs = [.. fits.SelectMany(asset => Pairs(asset.Asset, asset.Fit))];
        return pairs.Count == 0 ? [] : ["uncertainty:", "  correlations:", .. pairs];
    }

    private static IEnumerable<string> Pairs(string asset, ProcessFit fit)
    {
        if (fit.Covariance is not { } covariance) yield break;
        for (int i = 0; i < fit.Parameters.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                (FittedParameter first, FittedParameter second) =
                    (fit.Parameters[j], fit.Parameters[i]);
                if (Of(first) is null || Of(second) is null) continue;
                double value = covariance[i][j] / Math.Sqrt(covariance[i][i] * covariance[j][j]);
                if (!(Math.Abs(value) > LeastCorrelation)) continue;
                yield return $"    - {{ of: assets.{asset}.process.{first.Name}, "
                    + $"with: assets.{asset}.process.{second.Name}, value: "
                    + $"{value.ToString("F3", CultureInfo.InvariantCulture)} }}";
            }
        }
    }

    private static string LogNormal(double median, double spread) =>
        FormattableString.Invariant(
            $"{{ median: {median:G6}, factor: {Factor(spread)} }}");

    // A factor close to 1 keeps what it has beyond it.
    private static string Factor(double spread) => Math.Exp(spread).ToString(
        spread < 0.001 ? "G10" : "G6", CultureInfo.InvariantCulture);

    private static string Normal(double mean, double error) =>
        $"{{ mean: {Number(mean)}, standardError: {Number(error)} }}";

    private static string Number(double value) =>
        value.ToString("G6", CultureInfo.InvariantCulture);
}
