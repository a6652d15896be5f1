namespace GpuRisk.Engine.Results;

/// <summary>A figure with its sampling error.</summary>
/// <param name="Value">The figure, or null where the outcomes do not determine it.</param>
/// <param name="StandardError">Its standard error, or null where it cannot be told.</param>
/// <param name="Low">The lower end of its 95% interval, or null where it is open.</param>
/// <param name="High">The upper end of its 95% interval, or null where it is open.</param>
/// <param name="Untrusted">Whether so few outcomes decide it that its standard error cannot be
/// trusted.</param>
public readonly record struct Estimate(
    double? Value,
    double? StandardError,
    double? Low,
    double? High,
    bool Untrusted = false)
{
    /// <summary>Half the width of a normal 95% interval, in standard errors.</summary>
    internal const double NormalQuantile = 1.9599639845400545;

    // Of Student's t with 63 degrees of freedom.
    private const double BatchQuantile = 1.998340543;

    private const double SmallestAsymmetry = 1e-6;

    /// <summary>A figure that the outcomes do not determine.</summary>
    public static Estimate None => default;

    /// <summary>The error alone, as results hold it.</summary>
    public Uncertainty Uncertainty => new(StandardError, Low, High, Untrusted);

    /// <summary>A figure that cannot be another.</summary>
    internal static Estimate Exact(double value) => new(value, 0, value, value);

    /// <summary>A figure whose 95% interval is the normal one.</summary>
    internal static Estimate Normal(double value, double? standardError) => new(
        value,
        standardError,
        value - (NormalQuantile * standardError),
        value + (NormalQuantile * standardError));

    /// <summary>A figure whose standard error has the 63 degrees of freedom of a tally's batches.
    /// </summary>
    internal static Estimate OfBatches(double value, double? standardError) => new(
        value,
        standardError,
        value - (BatchQuantile * standardError),
        value + (BatchQuantile * standardError));

    /// <summary>
    /// A mean whose 95% interval allows for skewed outcomes: the t statistic is transformed by a
    /// cubic that takes its skewness away (Hall 1992, J. R. Stat. Soc. B 54, 221).
    /// </summary>
    /// <param name="value">The mean.</param>
    /// <param name="standardError">Its standard error; above 0.</param>
    /// <param name="skewness">The skewness of what is averaged.</param>
    /// <param name="count">How many are averaged.</param>
    internal static Estimate Skewed(
        double value, double standardError, double skewness, double count)
    {
        double asymmetry = skewness / Math.Sqrt(count);
        if (!(Math.Abs(asymmetry) > SmallestAsymmetry))
        {
            return Normal(value, standardError);
        }

        double Inverse(double quantile) => 3 / asymmetry
            * (Math.Cbrt(1 + (asymmetry * (quantile - (asymmetry / 6)))) - 1);
        return new Estimate(
            value,
            standardError,
            value - (Inverse(NormalQuantile) * standardError),
            value - (Inverse(-NormalQuantile) * standardError));
    }
}
