namespace GpuRisk.Engine.Breaches;

/// <summary>What prices do between moments on paths that are followed.</summary>
/// <param name="prices">The price of each series, by moment and path.</param>
/// <param name="momentYears">Years between two moments.</param>
internal sealed class FollowedPrices(
    IReadOnlyList<(string Name, IReadOnlyList<double>[] ByMoment)> prices, double momentYears)
{
    private const int FewestMoves = 8;
    private const int MostCorrelated = 6;

    private readonly double[][][] _moves = [.. prices.Select(series => Moves(series.ByMoment))];

    /// <summary>Drivers of each price, and of each two.</summary>
    public IEnumerable<(BreachDriver Driver, double[] Outcomes)> Drivers()
    {
        for (int i = 0; i < prices.Count; i++)
        {
            if (_moves[i].Length < FewestMoves) yield break;
            yield return (
                Driver($"{prices[i].Name}.realisedVolatility", "fraction"),
                OfPath(i, Volatility));
            yield return (
                Driver($"{prices[i].Name}.largestFall", "fraction"),
                OfPath(i, moves => 1 - Math.Exp(Math.Min(moves.Min(), 0))));
        }

        int most = Math.Min(prices.Count, MostCorrelated);
        for (int i = 0; i < most; i++)
        {
            for (int j = i + 1; j < most; j++)
            {
                yield return (
                    Driver($"{prices[i].Name}/{prices[j].Name}.realisedCorrelation", ""),
                    Correlations(_moves[i], _moves[j]));
            }
        }
    }

    private static BreachDriver Driver(string name, string unit) => new(name, unit, null, true);

    private double[] OfPath(int series, Func<double[], double> measure)
    {
        double[][] moves = _moves[series];
        return [.. Enumerable.Range(0, moves[0].Length).Select(path =>
            measure([.. moves.Select(at => at[path])]))];
    }

    private double Volatility(double[] moves) =>
        Math.Sqrt(moves.Sum(move => move * move) / (moves.Length * momentYears));

    private static double[] Correlations(double[][] some, double[][] others)
    {
        var correlations = new double[some[0].Length];
        for (int path = 0; path < correlations.Length; path++)
        {
            double product = 0;
            double square = 0;
            double other = 0;
            for (int i = 0; i < some.Length; i++)
            {
                product += some[i][path] * others[i][path];
                square += some[i][path] * some[i][path];
                other += others[i][path] * others[i][path];
            }

            correlations[path] = product / Math.Sqrt(square * other);
        }

        return correlations;
    }

    // Log moves, by moment and path; of a price that is lost altogether there are none.
    private static double[][] Moves(IReadOnlyList<double>[] byMoment) =>
    [
        .. byMoment.Zip(byMoment.Skip(1), (before, after) => (double[])[.. before.Zip(
            after, (from, to) => from > 0 && to > 0 ? Math.Log(to / from) : double.NaN)]),
    ];
}
