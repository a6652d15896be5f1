namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Correlations that prices of fitted processes can have: jumps of several assets that
/// come together, as often as the rarest does, carry less than those of the data may be.</summary>
internal static class HonouredCorrelations
{
    // Parameters stand in a fragment with six digits.
    private const double Margin = 1e-4;
    private const int Bisections = 24;

    // A volatility that changes has a mean of its own over each horizon.
    private static readonly double[] HorizonsInDays = [1, 7, 30, 90, 365, 3650];

    /// <summary>The correlations as a scenario may state them.</summary>
    /// <param name="names">The assets' names.</param>
    /// <param name="processes">Their processes.</param>
    /// <param name="pairs">The correlations of the data.</param>
    public static IReadOnlyList<PairCorrelation> Of(
        IReadOnlyList<string> names, IReadOnlyList<PriceProcess> processes,
        IReadOnlyList<PairCorrelation> pairs)
    {
        AssetMoments[][] horizons = [.. HorizonsInDays.Select(days =>
            processes.Select(process => process.Moments(days / 365)).ToArray())];
        (int Low, int High)[] places = [.. pairs.Select(pair =>
            (names.IndexOf(pair.First), names.IndexOf(pair.Second)))];
        double[] most = [.. pairs.Select((pair, i) => horizons.Aggregate(
            pair.Value, (value, moments) => Within(
                value, JumpShares.Bounds(moments[places[i].Low], moments[places[i].High]))))];
        double part = Largest(share => horizons.All(moments => PriceDependence.Solve(
            moments, Matrix(names.Count, places, most, share), null) is not null));
        return [.. pairs.Select((pair, i) => pair.Value == most[i] * part
            ? pair : pair with { Value = most[i] * part, StandardError = null })];
    }

    private static double Within(double value, (double Lower, double Upper) bounds) =>
        value > bounds.Upper ? Math.Max(bounds.Upper - Margin, 0)
        : value < bounds.Lower ? Math.Min(bounds.Lower + Margin, 0)
        : value;

    private static CorrelationMatrix Matrix(
        int size, (int Low, int High)[] places, double[] values, double share) => places
        .Select((place, i) => (place, Value: share * values[i]))
        .Aggregate(CorrelationMatrix.Identity(size), (matrix, pair) =>
            matrix.With(pair.place.Low, pair.place.High, pair.Value));

    // All are made smaller alike.
    private static double Largest(Func<double, bool> isPossible)
    {
        if (isPossible(1)) return 1;
        (double inside, double outside) = (0, 1);
        for (int i = 0; i < Bisections; i++)
        {
            double middle = 0.5 * (inside + outside);
            if (isPossible(middle)) inside = middle;
            else outside = middle;
        }

        return Math.Max(inside - Margin, 0);
    }

    private static int IndexOf(this IReadOnlyList<string> names, string name) =>
        Enumerable.Range(0, names.Count).First(i => names[i] == name);
}
