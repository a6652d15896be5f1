using MathNet.Numerics.LinearAlgebra;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>
/// Jump diffusions of several assets over one interval. What they have in common leaves each
/// asset's own law as it is: a common jump has the law of the asset's jumps, and the diffusions'
/// correlations are those that make the correlations of the returns the stated ones.
/// </summary>
/// <param name="Assets">The assets.</param>
/// <param name="Correlations">The correlations of their returns, diffusion and jumps together.
/// </param>
/// <param name="CommonJumps">The mean number of jumps that come to all at once.</param>
/// <param name="SizeCorrelation">The correlation of the sizes of such jumps; null where it is that
/// of the pair's returns.</param>
internal sealed record JointStep(
    IReadOnlyList<MertonStep> Assets,
    Matrix<double> Correlations,
    double CommonJumps,
    double? SizeCorrelation)
{
    /// <summary>Diffusions that are nearly one cannot be told from one.</summary>
    private const double LargestCorrelation = 0.999;

    /// <summary>The most jumps that can be common: all of the asset with the fewest.</summary>
    public double MostCommonJumps => Assets.Min(asset => asset.Jumps);

    /// <summary>The correlation of the sizes of two assets' common jumps.</summary>
    public double SizesOf(int first, int second) =>
        SizeCorrelation ?? Correlations[first, second];

    /// <summary>The correlations of the diffusions; null where no diffusions have them.</summary>
    public Matrix<double>? Diffusions()
    {
        Matrix<double> result = Matrix<double>.Build.DenseIdentity(Assets.Count);
        for (int i = 0; i < Assets.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                (MertonStep a, MertonStep b) = (Assets[i], Assets[j]);
                double jumps = CommonJumps * ((a.JumpMean * b.JumpMean)
                    + (SizesOf(i, j) * a.JumpDeviation * b.JumpDeviation));
                double total = Correlations[i, j]
                    * a.Moments().StandardDeviation * b.Moments().StandardDeviation;
                double correlation = (total - jumps) / (a.Deviation * b.Deviation);
                if (!(Math.Abs(correlation) <= LargestCorrelation)) return null;
                result[i, j] = result[j, i] = correlation;
            }
        }

        return Assets.Count == 2
            || result.Evd(Symmetricity.Symmetric).EigenValues.All(
                value => value.Real >= 1 - LargestCorrelation)
            ? result
            : null;
    }
}
