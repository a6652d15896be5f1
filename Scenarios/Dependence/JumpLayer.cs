namespace GpuRisk.Scenarios;

/// <summary>Jumps that come to several assets at the same moment.</summary>
/// <param name="PerYear">The intensity, above 0.</param>
/// <param name="Factors">The number of independent normals that the sizes are made of.</param>
/// <param name="Members">The assets that take part.</param>
public sealed record JumpLayer(
    double PerYear, int Factors, IReadOnlyList<JumpLayerMember> Members);

/// <summary>An asset that takes part in a layer of jumps.</summary>
/// <param name="Asset">Its index.</param>
/// <param name="Mean">The mean of a jump of its log price.</param>
/// <param name="Loadings">What each factor adds to a jump; their squares sum to its variance.
/// </param>
public sealed record JumpLayerMember(int Asset, double Mean, IReadOnlyList<double> Loadings)
{
    /// <summary>The mean product of the jumps of two members.</summary>
    internal double ProductWith(JumpLayerMember other) =>
        (Mean * other.Mean) + Loadings.Zip(other.Loadings, (a, b) => a * b).Sum();

    /// <summary>The mean product of this one's cube and the other.</summary>
    internal double CubeWith(JumpLayerMember other)
    {
        double covariance = Loadings.Zip(other.Loadings, (a, b) => a * b).Sum();
        double variance = Loadings.Sum(x => x * x);
        return (((Mean * Mean) + (3 * variance)) * Mean * other.Mean)
            + (3 * covariance * ((Mean * Mean) + variance));
    }

    /// <summary>The mean product of their squares.</summary>
    internal double SquaresWith(JumpLayerMember other)
    {
        double covariance = Loadings.Zip(other.Loadings, (a, b) => a * b).Sum();
        double first = (Mean * Mean) + Loadings.Sum(x => x * x);
        double second = (other.Mean * other.Mean) + other.Loadings.Sum(x => x * x);
        return (first * second) + (4 * Mean * other.Mean * covariance)
            + (2 * covariance * covariance);
    }
}
