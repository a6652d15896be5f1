namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>A law of log returns with parameters to be estimated.</summary>
internal abstract class ReturnModel
{
    /// <summary>The parameters.</summary>
    public abstract IReadOnlyList<ModelParameter> Parameters { get; }

    /// <summary>By what part of a parameter second differences move it. They lose half the digits,
    /// so that it is the fourth root of an ulp.</summary>
    public virtual double Difference => 1e-4;

    /// <summary>Whether the search may climb along the gradient.</summary>
    public virtual bool IsSmooth => false;

    /// <summary>Where to begin the search; at least one place.</summary>
    public abstract IEnumerable<double[]> Starts(double[] returns);

    /// <summary>The log density of each return given those before it.</summary>
    /// <param name="returns">The returns in order of time.</param>
    /// <param name="theta">The parameters.</param>
    /// <param name="densities">Takes them, one a return.</param>
    public abstract void LogDensities(
        ReadOnlySpan<double> returns, ReadOnlySpan<double> theta, Span<double> densities);

    /// <summary>The probability of a lower return than each one, given those before it.</summary>
    public abstract double[] Probabilities(double[] returns, double[] theta);

    /// <summary>The log likelihood of returns.</summary>
    public double LogLikelihood(ReadOnlySpan<double> returns, ReadOnlySpan<double> theta)
    {
        Span<double> densities = returns.Length <= 1024
            ? stackalloc double[returns.Length] : new double[returns.Length];
        LogDensities(returns, theta, densities);
        double sum = 0;
        foreach (double density in densities) sum += density;
        return sum;
    }
}

/// <summary>A parameter of a law, and between what it is sought.</summary>
/// <param name="Name">The key by which scenarios know it.</param>
/// <param name="Lower">The lower bound.</param>
/// <param name="Upper">The upper bound.</param>
/// <param name="IsScale">Whether it is a scale, above 0, of which ratios matter.</param>
internal sealed record ModelParameter(
    string Name, double Lower, double Upper, bool IsScale = false)
{
    private const double Edge = 1e-4;

    /// <summary>Any real number for a parameter within the bounds.</summary>
    public double Free(double value)
    {
        double part = Part(value);
        return Math.Log(part / (1 - part));
    }

    /// <summary>The parameter of a real number.</summary>
    public double Bound(double free)
    {
        double part = 1 / (1 + Math.Exp(-free));
        return IsScale
            ? Lower * Math.Pow(Upper / Lower, part)
            : Lower + (part * (Upper - Lower));
    }

    /// <summary>Whether the search ended at a bound.</summary>
    public bool IsAtBound(double value) => Raw(value) is < Edge or > 1 - Edge;

    private double Part(double value) => Math.Clamp(Raw(value), 2 * Edge, 1 - (2 * Edge));

    private double Raw(double value) => IsScale
        ? Math.Log(value / Lower) / Math.Log(Upper / Lower)
        : (value - Lower) / (Upper - Lower);
}
