namespace GpuRisk.Scenarios.Calibration;

/// <summary>
/// The likelihood of log returns under Merton's jump diffusion (Merton 1976): a mixture of
/// normals, the n-th with the Poisson weight of n jumps, mean m + n jumpMean and variance
/// s² + n jumpStdDev².
/// </summary>
internal sealed class MertonLikelihood(double[] returns)
{
    /// <summary>
    /// The sum over n ends where what is left of it is certain to be less than this part of it.
    /// </summary>
    public const double Tail = 1e-12;

    /// <summary>Parameters: mean, ln deviation, ln jumps, jump mean, ln jump deviation.</summary>
    public const int Parameters = 5;

    /// <summary>With at most 5 jumps expected, 1e-42 of all intervals have more than these.
    /// </summary>
    private const int MaximumTerms = 64;

    /// <summary>Densities below this would lose digits, and are summed by their logarithms.
    /// </summary>
    private const double LeastDensity = 1e-290;

    private readonly double[] _logWeight = new double[MaximumTerms];
    private readonly double[] _variance = new double[MaximumTerms];
    private readonly double[] _rest = new double[MaximumTerms];

    /// <summary>The number of returns.</summary>
    public int Count => returns.Length;

    /// <summary>The log likelihood.</summary>
    public double Value(MertonStep step) => Evaluate(step, new double[Parameters]);

    /// <summary>The log likelihood and its gradient by the five parameters.</summary>
    public double Evaluate(MertonStep step, double[] gradient)
    {
        Prepare(step);
        Array.Clear(gradient);
        double sum = 0;
        foreach (double value in returns)
        {
            sum += AddReturn(value - step.Mean, step, gradient, 0);
        }

        return sum;
    }

    /// <summary>The gradient of the log likelihood of each return.</summary>
    public double[][] Scores(MertonStep step)
    {
        Prepare(step);
        return [.. returns.Select(value =>
        {
            var gradient = new double[Parameters];
            AddReturn(value - step.Mean, step, gradient, 0);
            return gradient;
        })];
    }

    private void Prepare(MertonStep step)
    {
        double weight = -step.Jumps;
        double logJumps = Math.Log(step.Jumps);
        for (int n = 0; n < MaximumTerms; n++)
        {
            if (n > 0) weight += logJumps - Math.Log(n);
            _variance[n] = (step.Deviation * step.Deviation)
                + (n * step.JumpDeviation * step.JumpDeviation);
            _logWeight[n] = weight - (0.5 * Math.Log(2 * Math.PI * _variance[n]));
        }

        // No term after the n-th has a density above its weight at its peak.
        double rest = 0;
        for (int n = MaximumTerms - 1; n >= 0; n--)
        {
            _rest[n] = rest;
            rest += Math.Exp(_logWeight[n]);
        }
    }

    private double AddReturn(
        double distance, MertonStep step, double[] gradient, double logShift)
    {
        double sum = 0, slope = 0, curve = 0, jumps = 0, jumpSlope = 0, jumpCurve = 0;
        for (int n = 0; n < MaximumTerms; n++)
        {
            double d = distance - (n * step.JumpMean);
            double inverse = 1 / _variance[n];
            double scaled = d * inverse;
            double term = Math.Exp(_logWeight[n] - (0.5 * d * scaled) - logShift);
            double bend = term * ((scaled * scaled) - inverse);
            sum += term;
            slope += term * scaled;
            curve += bend;
            jumps += n * term;
            jumpSlope += n * term * scaled;
            jumpCurve += n * bend;
            if (logShift == 0 && _rest[n] < Tail * sum) break;
        }

        if (sum < LeastDensity) return AddReturn(distance, step, gradient, Largest(distance, step));
        double share = 1 / sum;
        gradient[0] += slope * share;
        gradient[1] += step.Deviation * step.Deviation * curve * share;
        gradient[2] += (jumps * share) - step.Jumps;
        gradient[3] += jumpSlope * share;
        gradient[4] += step.JumpDeviation * step.JumpDeviation * jumpCurve * share;
        return Math.Log(sum) + logShift;
    }

    private double Largest(double distance, MertonStep step)
    {
        double largest = double.NegativeInfinity;
        for (int n = 0; n < MaximumTerms; n++)
        {
            double d = distance - (n * step.JumpMean);
            largest = Math.Max(largest, _logWeight[n] - (0.5 * d * d / _variance[n]));
        }

        return largest;
    }
}
