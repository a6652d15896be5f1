using MathNet.Numerics.Statistics;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>
/// A first guess of a jump diffusion: what lies beyond a number of robust standard deviations is
/// taken for a jump.
/// </summary>
internal static class MertonStart
{
    /// <summary>The standard deviation of a normal over its median absolute deviation.</summary>
    private const double NormalOverMedianDeviation = 1.482602218505602;

    /// <summary>Where no spread can be told, half of the usual one is tried.</summary>
    private const double UnknownSpread = 0.5;

    /// <summary>Guesses from returns whose standard deviation is 1.</summary>
    public static MertonStep Of(double[] returns, double threshold)
    {
        double median = returns.Median();
        double deviation = NormalOverMedianDeviation
            * returns.Select(value => Math.Abs(value - median)).Median();
        if (deviation == 0) deviation = UnknownSpread;
        double limit = threshold * deviation;
        List<double> quiet = [];
        List<double> jumps = [];
        foreach (double value in returns)
        {
            (Math.Abs(value - median) > limit ? jumps : quiet).Add(value);
        }

        // A jump comes with the diffusion of its interval, so the spread of jumps is a little
        // too wide; as a start that does no harm.
        double jumpMean = jumps.Count > 0 ? jumps.Mean() - median : 0;
        double jumpDeviation = jumps.Count > 1 ? jumps.PopulationStandardDeviation() : limit;
        return new MertonStep(
            quiet.Count > 0 ? quiet.Mean() : median,
            quiet.Count > 1 ? quiet.PopulationStandardDeviation() : deviation,
            Math.Max(jumps.Count, 1) / (double)returns.Length,
            jumpMean,
            jumpDeviation);
    }
}
