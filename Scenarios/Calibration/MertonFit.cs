using MathNet.Numerics.LinearAlgebra;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Merton's jump diffusion as the data make it most likely.</summary>
/// <param name="Drift">
/// The drift of the price per year with compensated jumps: E[S(T)] = S(0) exp(drift T).
/// </param>
/// <param name="Volatility">The volatility of the diffusion, per square root of a year.</param>
/// <param name="JumpsPerYear">The mean number of jumps in a year.</param>
/// <param name="JumpMean">The mean of a jump of the log price.</param>
/// <param name="JumpStdDev">The standard deviation of a jump of the log price.</param>
/// <param name="JumpsPerInterval">The mean number of jumps in an interval of the data.</param>
/// <param name="TotalVolatility">Diffusion and jumps together, per square root of a year.</param>
/// <param name="LogLikelihood">The log likelihood of the log returns.</param>
/// <param name="Aic">Akaike's criterion, 5 parameters.</param>
/// <param name="Implied">What the model says of the return over one interval.</param>
/// <param name="Obstacles">What forbids its use in a scenario, in sentences; mostly none.</param>
/// <param name="Warnings">What else to know of it, in sentences.</param>
public sealed record MertonFit(
    ParameterEstimate Drift,
    ParameterEstimate Volatility,
    ParameterEstimate JumpsPerYear,
    ParameterEstimate JumpMean,
    ParameterEstimate JumpStdDev,
    double JumpsPerInterval,
    double TotalVolatility,
    double LogLikelihood,
    double Aic,
    ReturnMoments Implied,
    IReadOnlyList<string> Obstacles,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Fits returns over equal intervals.</summary>
    /// <param name="returns">Log returns that are not all the same.</param>
    /// <param name="intervalYears">The interval in years of 365 days.</param>
    /// <param name="cancellation">Stops the search.</param>
    internal static MertonFit Of(
        IReadOnlyList<double> returns, double intervalYears, CancellationToken cancellation)
    {
        double scale = ReturnMoments.Of(returns).StandardDeviation;
        double[] scaled = returns.Select(value => value / scale).ToArray();
        var likelihood = new MertonLikelihood(scaled);
        var bounds = new MertonBounds(scaled.Length, scale, intervalYears);
        var search = new MertonSearch(likelihood, bounds, cancellation);
        Vector<double> theta = search.Best(scaled);
        MertonStep step = MertonSearch.StepOf(theta).Over(1 / scale);
        Matrix<double> covariance = CovarianceOf(
            search.Information(theta), Slopes(step, scale, intervalYears), bounds, theta);
        double?[] errors = [.. covariance.Diagonal()
            .Select(variance => variance > 0 ? Math.Sqrt(variance) : (double?)null)];
        double logLikelihood = likelihood.Value(MertonSearch.StepOf(theta))
            - (scaled.Length * Math.Log(scale));
        ReturnMoments implied = step.Moments();
        List<string> obstacles = MertonWarnings.Obstacles(
            theta, bounds, errors.Any(error => error is not null));
        return new MertonFit(
            new(DriftOf(step, intervalYears), errors[0]),
            new(step.Deviation / Math.Sqrt(intervalYears), errors[1]),
            new(step.Jumps / intervalYears, errors[2]),
            new(step.JumpMean, errors[3]),
            new(step.JumpDeviation, errors[4]),
            step.Jumps,
            implied.StandardDeviation / Math.Sqrt(intervalYears),
            logLikelihood,
            2 * (MertonLikelihood.Parameters - logLikelihood),
            implied,
            obstacles,
            MertonWarnings.Of(
                step.Jumps, scaled.Length,
                obstacles.Count == 0 ? errors[4] / step.JumpDeviation : null))
        {
            Covariance = covariance,
        };
    }

    /// <summary>The covariance of the five estimates; rows of those without an error are 0.
    /// </summary>
    internal Matrix<double> Covariance { get; private init; } = Matrix<double>.Build.Dense(5, 5);

    /// <summary>The process over an interval, in years.</summary>
    internal MertonStep Step(double intervalYears)
    {
        var step = new MertonStep(
            0, Volatility.Value * Math.Sqrt(intervalYears), JumpsPerYear.Value * intervalYears,
            JumpMean.Value, JumpStdDev.Value);
        return step with
        {
            Mean = (Drift.Value - DriftOf(step, intervalYears)) * intervalYears,
        };
    }

    /// <summary>The drift whose log price moves by the step's mean.</summary>
    private static double DriftOf(MertonStep step, double intervalYears) =>
        (step.Mean
            + (0.5 * step.Deviation * step.Deviation)
            + (step.Jumps * (MeanGrowth(step) - 1))) / intervalYears;

    /// <summary>The mean factor by which a jump multiplies the price.</summary>
    private static double MeanGrowth(MertonStep step) =>
        Math.Exp(step.JumpMean + (0.5 * step.JumpDeviation * step.JumpDeviation));

    /// <summary>
    /// Derivatives of drift, volatility, jumps per year, mean and deviation of jumps by the
    /// parameters of the search.
    /// </summary>
    private static Matrix<double> Slopes(MertonStep step, double scale, double intervalYears)
    {
        double growth = MeanGrowth(step);
        double perYear = step.Jumps / intervalYears;
        var slopes = Matrix<double>.Build.Dense(5, 5);
        slopes[0, 0] = scale / intervalYears;
        slopes[0, 1] = step.Deviation * step.Deviation / intervalYears;
        slopes[0, 2] = perYear * (growth - 1);
        slopes[0, 3] = perYear * growth * scale;
        slopes[0, 4] = perYear * growth * step.JumpDeviation * step.JumpDeviation;
        slopes[1, 1] = step.Deviation / Math.Sqrt(intervalYears);
        slopes[2, 2] = perYear;
        slopes[3, 3] = scale;
        slopes[4, 4] = step.JumpDeviation;
        return slopes;
    }

    /// <summary>
    /// From the observed information. A parameter at a bound has no error, and the others theirs as
    /// if it were known.
    /// </summary>
    private static Matrix<double> CovarianceOf(
        Matrix<double> information,
        Matrix<double> slopes,
        MertonBounds bounds,
        Vector<double> theta)
    {
        Matrix<double> none = Matrix<double>.Build.Dense(theta.Count, theta.Count);
        int[] free = Enumerable.Range(0, theta.Count)
            .Where(i => bounds.IsWithin(theta, i))
            .ToArray();
        if (free.Length == 0) return none;
        var part = Matrix<double>.Build.Dense(
            free.Length, free.Length, (i, j) => information[free[i], free[j]]);
        if (part.Evd(Symmetricity.Symmetric).EigenValues.Any(value => !(value.Real > 0)))
            return none;
        var slope = Matrix<double>.Build.Dense(
            theta.Count, free.Length, (i, j) => slopes[i, free[j]]);
        Matrix<double> covariance = slope * part.Inverse() * slope.Transpose();
        bool IsKnown(int i) => double.IsFinite(covariance[i, i]) && covariance[i, i] > 0;
        return none.MapIndexed(
            (i, j, zero) => IsKnown(i) && IsKnown(j) ? covariance[i, j] : zero,
            Zeros.Include);
    }
}
