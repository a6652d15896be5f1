using GpuRisk.Kernels.Prices;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Prices;

/// <summary>
/// Covariances of a step's diffusions of log prices: jumps come after them. Where an asset's
/// variance changes, its deviation counts as one here, and kernels multiply by what it is.
/// </summary>
internal sealed class StepCovariance
{
    private readonly CorrelationMatrix[] _correlations;
    private readonly Regimes? _regimes;
    private readonly double[] _deviations;
    private readonly bool[] _changes;
    private readonly double _years;

    public StepCovariance(Scenario scenario)
    {
        _correlations = [.. PriceDependence.InRegimes(scenario).Select(d => d.Diffusion)];
        _regimes = scenario.Regimes is { Correlate: true } ? scenario.Regimes : null;
        _years = AssetMoments.Years(scenario.StepSeconds);
        AssetMoments[] moments = [.. scenario.Assets.Select(scenario.MomentsOf)];
        _changes = [.. moments.Select(m => m.HasChangingVolatility)];
        _deviations = [.. moments.Select(m =>
            m.HasChangingVolatility ? 1 / Math.Sqrt(_years) : m.Volatility)];
    }

    /// <summary>Whether the variance of one asset's price in another's changes.</summary>
    public bool Changes(int first, int second) => _changes[first] || _changes[second]
        || _correlations.Any(c => c[first, second] != _correlations[0][first, second]);

    /// <summary>The variance of one asset's price in another's, where it does not change.</summary>
    public double OfRatio(int first, int second) =>
        Of(0, first, first) + Of(0, second, second) - (2 * Of(0, first, second));

    /// <summary>The integers of one asset's price in another's, where its variance changes.
    /// </summary>
    public RatioRow Ratio(PlanBuilder tables, int first, int second) => new()
    {
        Asset = first,
        Other = second,
        Terms = InRegimes(regime => tables.AddTerms(new RatioTerms<double>
        {
            Variance = Of(regime, first, first),
            OtherVariance = Of(regime, second, second),
            TwiceCovariance = 2 * Of(regime, first, second),
        })),
    };

    /// <summary>Adds all of them, a row of <see cref="PriceHeader.MaximumAssets"/> for each asset,
    /// and for each regime where those correlate in their own ways.</summary>
    public int AddTable(PlanBuilder tables) =>
        InRegimes(regime => tables.AddReals(Table(regime)));

    private double Of(int regime, int first, int second) =>
        _correlations[regime][first, second] * _deviations[first] * _deviations[second] * _years;

    private int InRegimes(Func<int, int> add) =>
        _regimes is null ? add(0) : RegimePlanner.ForEach(_regimes, add);

    private double[] Table(int regime)
    {
        var table = new double[PriceHeader.MaximumAssets * PriceHeader.MaximumAssets];
        for (int i = 0; i < _deviations.Length; i++)
        {
            for (int j = 0; j < _deviations.Length; j++)
            {
                table[(i * PriceHeader.MaximumAssets) + j] = Of(regime, i, j);
            }
        }

        return table;
    }
}
