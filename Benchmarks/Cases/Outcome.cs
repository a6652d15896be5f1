using System.Numerics;

namespace GpuRisk.Benchmarks.Cases;

/// <summary>What GBM paths came to.</summary>
/// <param name="Mean">Mean of the final price.</param>
/// <param name="StandardError">Its standard error, from the sample's variance.</param>
/// <param name="MeanMinimum">Mean of the least price at the steps, the start included.</param>
internal readonly record struct Outcome(double Mean, double StandardError, double MeanMinimum)
{
    /// <summary>Reads it off the prices and minima of all paths.</summary>
    public static Outcome Of<T>(IReadOnlyCollection<T> prices, IReadOnlyCollection<T> minima)
        where T : INumber<T>
    {
        double mean = prices.Average(double.CreateChecked);
        double squares = prices.Sum(price => Math.Pow(double.CreateChecked(price) - mean, 2));
        double error = Math.Sqrt(squares / (prices.Count - 1) / prices.Count);
        return new(mean, error, minima.Average(double.CreateChecked));
    }
}
