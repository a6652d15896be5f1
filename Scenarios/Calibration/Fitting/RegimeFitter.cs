using System.Globalization;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Hidden states with volatilities of their own (Hamilton 1989). A scenario starts with
/// the chances of the states after the last return.</summary>
internal sealed class RegimeFitter(int states) : ProcessFitter
{
    private static readonly string[][] StateNames =
        [["calm", "storm"], ["calm", "rough", "storm"]];

    public override string Name => states == 2 ? "regime-switching" : $"regime-switching-{states}";

    private string[] Names => StateNames[states - 2];

    public override ProcessFit Fit(
        double[] returns, double years, bool isWhole, CancellationToken cancellation)
    {
        RegimeModel Law(double[] known) => new(states, Deviation(known));
        RegimeModel model = Law(returns);
        double[] theta = Ordered(MaximumLikelihood.Best(model, returns, cancellation));
        double[,]? covariance = isWhole
            ? MaximumLikelihood.Covariance(model, returns, theta) : null;
        double scale = 1 / Math.Sqrt(years);
        string[] chances = [.. Names.SelectMany((from, i) => Names
            .Where((_, j) => j != i)
            .Select(to => $"regimes.states.{from}.next.{to}"))];
        FittedParameter[] parameters =
        [
            .. Names.Select((name, i) => new FittedParameter(
                $"states.{name}.volatility", theta[i] * scale, Error(covariance, i) * scale)),
            .. chances.Select((name, i) => new FittedParameter(
                name, theta[states + i], Error(covariance, states + i))),
        ];
        double[] start = model.Filtered(returns, theta);
        double[,] chain = model.Chain(theta);
        return new ProcessFit
        {
            Name = Name,
            Parameters = parameters,
            Covariance = Rows(
                covariance,
                [.. Enumerable.Range(0, theta.Length).Select(i => i < states ? scale : 1)]),
            Returns = returns.Length,
            LogLikelihood = model.LogLikelihood(returns, theta),
            Probabilities = isWhole ? model.Probabilities(returns, theta) : null,
            OutOfSampleLogLikelihood =
                isWhole ? OutOfSample(returns, Law, cancellation) : null,
            Warnings = [.. BoundWarnings(model, theta)],
            Market = Market(theta, scale, chain, start, Seconds(years)),
            ProcessLines = PriceLines(states, i => parameters[i].Value),
            ScenarioLines = Lines(states, chain, start, years, _ => ""),
        };
    }

    /// <summary>How many states a process of some name has; null of one without.</summary>
    public static int? StatesOf(string process) => process switch
    {
        "regime-switching" => 2,
        "regime-switching-3" => 3,
        _ => null,
    };

    /// <summary>The names of states, the calmest first.</summary>
    public static IReadOnlyList<string> NamesOf(int states) => StateNames[states - 2];

    /// <summary>The lines of a price in regimes.</summary>
    /// <param name="states">The number of states.</param>
    /// <param name="volatility">The volatility in each.</param>
    public static IReadOnlyList<string> PriceLines(int states, Func<int, double> volatility) =>
    [
        "kind: regime-switching",
        "states:",
        .. StateNames[states - 2].Select((name, i) =>
            $"  {name}: {{ drift: 0, volatility: {Number(volatility(i))} }}"),
    ];

    /// <summary>The lines of the regimes.</summary>
    /// <param name="states">The number of states.</param>
    /// <param name="chain">The chances of going from each to each.</param>
    /// <param name="start">The chances of starting in each.</param>
    /// <param name="years">The time of a period.</param>
    /// <param name="more">What else to say of each.</param>
    public static IReadOnlyList<string> Lines(
        int states, double[,] chain, double[] start, double years, Func<int, string> more) =>
    [
        "regimes:",
        $"  {Period(years)}",
        "  states:",
        .. StateNames[states - 2].Select((name, i) =>
            $"    {name}: {{ start: {Rounded(start, i)}, next: {{ "
            + string.Join(", ", StateNames[states - 2].Select((to, j) => $"{to}: "
                + Rounded([.. Enumerable.Range(0, states).Select(k => chain[i, k])], j)))
            + $" }}{more(i)} }}"),
    ];

    private FittedMarket Market(
        double[] theta, double scale, double[,] chain, double[] start, double period)
    {
        var regimes = new Regimes
        {
            PeriodSeconds = period,
            States = [.. Names.Select((name, i) => new Regime
            {
                Name = name,
                Start = start[i],
                Next = [.. Enumerable.Range(0, states).Select(j => chain[i, j])],
                VolumeFactor = 1,
                GasFactor = 1,
                PegHazardFactor = 1,
            })],
        };
        return new FittedMarket(
            new RegimeSwitchingProcess(
                [.. Names.Select((_, i) => new RegimePrice(0, theta[i] * scale, default))])
            {
                Chain = regimes,
            },
            regimes);
    }

    // Chances shall sum to 1 as they are written.
    private static string Rounded(double[] chances, int index)
    {
        decimal At(int i) => Math.Round((decimal)chances[i], 8);
        int largest = Array.IndexOf(chances, chances.Max());
        decimal value = index != largest
            ? At(index)
            : 1 - Enumerable.Range(0, chances.Length).Where(i => i != largest).Sum(At);
        return value.ToString(CultureInfo.InvariantCulture);
    }

    // The last climb may have crossed the states.
    private double[] Ordered(double[] theta)
    {
        int[] order = [.. Enumerable.Range(0, states).OrderBy(s => theta[s])];
        double[,] chain = new RegimeModel(states, theta[0]).Chain(theta);
        return
        [
            .. order.Select(s => theta[s]),
            .. order.SelectMany(i => order.Where(j => j != i).Select(j => chain[i, j])),
        ];
    }
}
