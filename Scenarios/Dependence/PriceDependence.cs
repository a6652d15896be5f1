namespace GpuRisk.Scenarios;

/// <summary>
/// How prices move together: which jumps come at the same moments, and what correlation of the
/// diffusions makes the correlation of whole log returns the stated one. Each asset's own law is
/// the stated one, whatever it has in common with others.
/// </summary>
public sealed class PriceDependence
{
    // Relative to the covariance of log returns: what is left where nothing diffuses.
    private const double Tolerance = 1e-8;

    private PriceDependence(
        CorrelationMatrix diffusion, IReadOnlyList<JumpLaw> alone, IReadOnlyList<JumpLayer> layers)
    {
        Diffusion = diffusion;
        Alone = alone;
        Layers = layers;
    }

    /// <summary>The correlations of the diffusions.</summary>
    public CorrelationMatrix Diffusion { get; }

    /// <summary>The jumps of each asset that it shares with no other.</summary>
    public IReadOnlyList<JumpLaw> Alone { get; }

    /// <summary>The jumps that come to several assets at once.</summary>
    public IReadOnlyList<JumpLayer> Layers { get; }

    /// <summary>How the prices of a scenario move together in each of its regimes, of which there
    /// is one where it states none.</summary>
    /// <exception cref="ArgumentException">No prices have the stated correlations.</exception>
    public static IReadOnlyList<PriceDependence> InRegimes(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return scenario.Regimes is { } chain
            ? [.. chain.States.Select((state, regime) => In(
                scenario, regime, state.Correlations ?? scenario.Correlations))]
            : [In(scenario, 0, scenario.Correlations)];
    }

    private static PriceDependence In(
        Scenario scenario, int regime, CorrelationMatrix correlations)
    {
        double years = AssetMoments.Years(scenario.HorizonSeconds);
        AssetMoments[] moments =
            [.. scenario.Assets.Select(asset => asset.Process.MomentsIn(regime, years))];
        return Solve(moments, correlations, scenario.CommonJumps)
            ?? throw new ArgumentException(
                "No prices have the stated correlations.", nameof(scenario));
    }

    /// <summary>The covariance per year of the squares of two different assets' log returns that
    /// jumps make.</summary>
    public double CommonFourthCumulant(int first, int second) =>
        Common(first, second, (one, other) => one.SquaresWith(other));

    /// <summary>The covariance per year of the cube of one asset's log return with another's, less
    /// what diffusions make of it.</summary>
    public double CommonSkewedCumulant(int first, int second) =>
        Common(first, second, (one, other) => one.CubeWith(other));

    private double Common(
        int first, int second, Func<JumpLayerMember, JumpLayerMember, double> product) =>
        Layers.Sum(layer => layer.Members.FirstOrDefault(m => m.Asset == first) is { } one
            && layer.Members.FirstOrDefault(m => m.Asset == second) is { } other
                ? layer.PerYear * product(one, other)
                : 0);

    /// <summary>Finds how prices move together, or null where they cannot as stated.</summary>
    internal static PriceDependence? Solve(
        IReadOnlyList<AssetMoments> moments, CorrelationMatrix stated, CommonJumps? common)
    {
        if (common is not null)
        {
            JumpLayer[]? layers = StatedJumps.Layers(moments, stated, common);
            return layers is null
                ? null
                : Complete(moments, stated, layers, [.. moments.Select(m => m.Own)]);
        }

        double[,]? shares = JumpShares.Of(moments, stated);
        if (shares is null) return null;
        foreach (JumpLayer[] layers in Candidates(moments, stated, shares))
        {
            if (Complete(moments, stated, layers, Remaining(moments, layers)) is { } found)
                return found;
        }

        return null;
    }

    private static IEnumerable<JumpLayer[]> Candidates(
        IReadOnlyList<AssetMoments> moments, CorrelationMatrix stated, double[,] shares)
    {
        yield return JumpClusters.Layers(moments, shares);
        foreach (double part in new[] { 1, 0.75, 0.5, 0.25 })
        {
            if (JumpSizes.Layers(moments, stated, shares, part) is { } layers) yield return layers;
        }
    }

    private static JumpLaw[] Remaining(
        IReadOnlyList<AssetMoments> moments, IReadOnlyList<JumpLayer> layers) =>
        [.. moments.Select((m, i) =>
        {
            double shared = layers
                .Where(layer => layer.Members.Any(member => member.Asset == i))
                .Sum(layer => layer.PerYear);
            double rest = m.Own.PerYear - shared;
            return m.Own with { PerYear = rest > Tolerance * m.Own.PerYear ? rest : 0 };
        })];

    // The diffusions carry what the jumps leave of the covariance.
    private static PriceDependence? Complete(
        IReadOnlyList<AssetMoments> moments, CorrelationMatrix stated, JumpLayer[] layers,
        JumpLaw[] alone)
    {
        CorrelationMatrix diffusion = CorrelationMatrix.Identity(moments.Count);
        for (int i = 0; i < moments.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double rest = -Covariance(layers, i, j);
                // What does not move correlates with nothing.
                double scale = moments[i].Deviation * moments[j].Deviation;
                rest += stated[i, j] * scale;
                double most = DiffusionCovariance.Most(moments[i], moments[j]);
                if (!(Math.Abs(rest) <= most + (Tolerance * scale))) return null;
                if (rest != 0 && most > 0)
                    diffusion = diffusion.With(i, j, Math.Clamp(rest / most, -1, 1));
            }
        }

        return diffusion.CholeskyFactor() is null
            ? null
            : new PriceDependence(diffusion, alone, layers);
    }

    private static double Covariance(IEnumerable<JumpLayer> layers, int first, int second) =>
        layers.Sum(layer =>
            layer.Members.FirstOrDefault(m => m.Asset == first) is { } one
            && layer.Members.FirstOrDefault(m => m.Asset == second) is { } other
                ? layer.PerYear * one.ProductWith(other)
                : 0);
}
