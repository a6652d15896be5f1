using System.Globalization;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Writes estimates into a fragment as the laws of uncertain numbers: those whose draws a
/// scenario allows. Chances, alpha and beta are bound by others, and stay as estimated; so do
/// volatilities and jumps of several assets, which bound their correlations.</summary>
/// <param name="fits">The fit of each asset.</param>
/// <param name="samplingSeconds">The time of a return.</param>
internal sealed class FragmentLaws(IReadOnlyList<ProcessFit> fits, double samplingSeconds)
{
    // Farther than any of 1,024 draws of a Latin hypercube, in standard errors.
    private const double Farthest = 3.5;

    // An estimate that is hardly known says nothing of how its error is distributed.
    private const double MostSpread = 0.75;

    private const double LeastCorrelation = 0.01;
    private const double Shrinking = 0.99;
    private const double MostJumpsInStep = 5;

    // The most that a scenario allows, of what is above 0.
    private static readonly Dictionary<string, double> Scales = new()
    {
        ["volatility"] = 20,
        ["longRunVolatility"] = 20,
        ["meanReversion"] = 1000,
        ["volatilityOfVariance"] = 100,
        ["jumpsPerYear"] = 10_000,
        ["jumpStdDev"] = 5,
        ["mean"] = double.MaxValue,
    };

    // What does not bound the correlations of several assets.
    private static readonly string[] Unbound =
        ["mean", "volatilityOfVariance", "priceVarianceCorrelation"];

    private readonly bool _areBound = fits.Count > 1 && fits.Any(Jumps);

    /// <summary>Whether a process has jumps.</summary>
    public static bool Jumps(ProcessFit fit) =>
        fit.Parameters.Any(parameter => parameter.Name == "jumpsPerYear");

    /// <summary>The law of an estimate; null where it stays a number.</summary>
    /// <param name="parameter">The estimate.</param>
    /// <param name="fit">The fit that it is of.</param>
    private string? Of(FittedParameter parameter, ProcessFit fit)
    {
        if (parameter.StandardError is not { } error) return null;
        string key = parameter.Name.Split('.')[^1];
        bool reverts = fit.Parameters.Any(one => one.Name == "mean");
        if (_areBound && !Unbound.Contains(key) && !(reverts && key == "meanReversion"))
            return null;
        double value = parameter.Value;
        double reach = Farthest * error;
        double spread = error / value;
        bool isKnown = error < MostSpread * value;
        if (Scales.ContainsKey(key)
            && !parameter.Name.StartsWith("regimes.", StringComparison.Ordinal))
        {
            return isKnown && value * Math.Exp(Farthest * spread) <= Most(key, reverts)
                ? LogNormal(value, spread) : null;
        }

        return key switch
        {
            "degreesOfFreedom" when isKnown
                && value * Math.Exp(-Farthest * spread) > StudentTModel.LeastDegrees
                && value * Math.Exp(Farthest * spread) <= 1000 => LogNormal(value, spread),
            "jumpMean" when Math.Abs(value) + reach <= 5 => Normal(value, error),
            "priceVarianceCorrelation" when Math.Abs(value) + reach < 1 => Normal(value, error),
            _ => null,
        };
    }

    /// <summary>The lines of a process with laws in place of its numbers.</summary>
    public IReadOnlyList<string> In(IReadOnlyList<string> lines, ProcessFit fit)
    {
        var changed = lines.ToArray();
        foreach (FittedParameter parameter in fit.Parameters)
        {
            if (Of(parameter, fit) is not { } law) continue;
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
    public IReadOnlyList<string> Uncertainty(
        IReadOnlyList<(string Asset, ProcessFit Fit)> assets)
    {
        List<string> pairs = [.. assets.SelectMany(asset => Pairs(asset.Asset, asset.Fit))];
        return pairs.Count == 0 ? [] : ["uncertainty:", "  correlations:", .. pairs];
    }

    private IEnumerable<string> Pairs(string asset, ProcessFit fit)
    {
        if (fit.Covariance is not { } covariance) yield break;
        int[] drawn = [.. Enumerable.Range(0, fit.Parameters.Count)
            .Where(i => Of(fit.Parameters[i], fit) is not null)];
        CorrelationMatrix matrix = Possible(covariance, drawn);
        for (int i = 0; i < drawn.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (matrix[i, j] == 0) continue;
                yield return $"    - {{ of: assets.{asset}.process."
                    + $"{fit.Parameters[drawn[j]].Name}, "
                    + $"with: assets.{asset}.process.{fit.Parameters[drawn[i]].Name}, value: "
                    + $"{matrix[i, j].ToString("F4", CultureInfo.InvariantCulture)} }}";
            }
        }
    }

    // What is rounded, and small ones left out, may not be possible together.
    private static CorrelationMatrix Possible(
        IReadOnlyList<IReadOnlyList<double>> covariance, int[] drawn)
    {
        for (double part = 1; ; part *= Shrinking)
        {
            CorrelationMatrix matrix = CorrelationMatrix.Identity(drawn.Length);
            for (int i = 0; i < drawn.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    double value = covariance[drawn[i]][drawn[j]] / Math.Sqrt(
                        covariance[drawn[i]][drawn[i]] * covariance[drawn[j]][drawn[j]]);
                    if (Math.Abs(value) > LeastCorrelation)
                        matrix = matrix.With(i, j, Math.Round(part * value, 4));
                }
            }

            if (matrix.CholeskyFactor() is not null) return matrix;
        }
    }

    private double Most(string key, bool reverts) => key switch
    {
        "meanReversion" when reverts => 1e6,
        // A step as long as the returns stays possible.
        "jumpsPerYear" => Math.Min(
            Scales[key], MostJumpsInStep / AssetMoments.Years(samplingSeconds)),
        _ => Scales[key],
    };

    private static string LogNormal(double median, double spread) =>
        FormattableString.Invariant(
            $"{{ median: {median:G6}, factor: {Factor(spread)} }}");

    // A factor close to 1 keeps what it has beyond it.
    private static string Factor(double spread) => Math.Exp(spread).ToString(
        spread < 0.001 ? "G10" : "G6", CultureInfo.InvariantCulture);

    private static string Normal(double mean, double error) =>
        FormattableString.Invariant($"{{ mean: {mean:G6}, standardError: {error:G6} }}");
}
