namespace GpuRisk.Engine.Results;

/// <summary>
/// What single outcomes do to an estimator: its influence function over a sample. The estimator
/// behaves as a mean of it, which gives its standard error and how skewed that mean is.
/// </summary>
internal sealed class Influence
{
    // Cochran's rule (Sampling Techniques, 2.15): a normal interval of a mean wants more than 25
    // times the squared skewness of outcomes. A share of rare events has it with 25 of them.
    private const double FewestEffective = 25;

    private double count;
    private double squares;
    private double cubes;

    /// <summary>The standard error of the estimator.</summary>
    internal double StandardError => Math.Sqrt(squares) / count;

    /// <summary>The skewness of the influences.</summary>
    internal double Skewness =>
        squares > 0.0 ? cubes / count / Math.Pow(squares / count, 1.5) : 0.0;

    /// <summary>Whether so few outcomes decide the estimator that its error is not known.
    /// </summary>
    internal bool IsUntrusted => count < FewestEffective * Skewness * Skewness;

    /// <summary>Counts outcomes of one influence; influences average to zero.</summary>
    internal void Add(ValueBin bin, double influence)
    {
        double square = bin.Squares;
        double cube = square * (square / bin.Count);
        count += bin.Count;
        squares += square * influence * influence;
        cubes += cube * influence * influence * influence;
    }

    /// <summary>The estimator with a normal interval.</summary>
    internal Estimate Of(double value) =>
        Estimate.Normal(value, StandardError) with { Untrusted = IsUntrusted };
}
