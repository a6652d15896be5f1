using GpuRisk.Kernels.Prices;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Prices;

/// <summary>
/// Covariances of a step's diffusions of log prices: jumps come after them. Where an asset's
/// variance changes, its deviation counts as one here, and kernels multiply by what it is.
/// </summary>
internal sealed class StepCovariance
{
    private readonly CorrelationMatrix _correlations;
    private readonly double[] _deviations;
    private readonly bool[] _changes;
    private readonly double _years;

    public StepCovariance(Scenario scenario)
    {
        _correlations = PriceDependence.Of(scenario).Diffusion;
        _years = AssetMoments.Years(scenario.StepSeconds);
        AssetMoments[] moments = [.. scenario.Assets.Select(scenario.MomentsOf)];
        _changes = [.. moments.Select(m => m.HasChangingVolatility)];
        _deviations = [.. moments.Select(m =>
            m.HasChangingVolatility ? 1 / Math.Sqrt(_years) : m.Volatility)];
    }

    /// <summary>The covariance of two assets.</summary>
    public double this[int first, int second] =>
        _correlations[first, second] * _deviations[first] * _deviations[second] * _years;

    /// <summary>Whether the variance of one asset's price in another's changes.</summary>
    public bool Changes(int first, int second) => _changes[first] || _changes[second];

    /// <summary>The variance of one asset's price in another's, where it does not change.</summary>
    public double OfRatio(int first, int second) =>
        this[first, first] + this[second, second] - (2 * this[first, second]);

    /// <summary>The integers of one asset's price in another's, where its variance changes.
    /// </summary>
    public RatioRow Ratio(PlanBuilder tables, int first, int second) => new()
    {
        Asset = first,
        Other = second,
        Terms = tables.AddTerms(new RatioTerms<double>
        {
            Variance = this[first, first],
            OtherVariance = this[second, second],
            TwiceCovariance = 2 * this[first, second],
        }),
    };

    /// <summary>All of them, a row of <see cref="PriceHeader.MaximumAssets"/> for each asset.
    /// </summary>
    public double[] Table()
    {
        var table = new double[PriceHeader.MaximumAssets * PriceHeader.MaximumAssets];
        for (int i = 0; i < _deviations.Length; i++)
        {
            for (int j = 0; j < _deviations.Length; j++)
            {
                table[(i * PriceHeader.MaximumAssets) + j] = this[i, j];
            }
        }

        return table;
    }
}
