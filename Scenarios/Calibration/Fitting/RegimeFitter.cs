namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Hidden states with volatilities of their own (Hamilton 1989). A scenario starts with
/// the chances of the states after the last return.</summary>
internal sealed class RegimeFitter(int states) : ProcessFitter
{
    private static readonly string[][] StateNames =
        [["calm", "storm"], ["calm", "rough", "storm"]];

    public override string Name => states == 2 ? "regime-switching" : $"regime-switching-{states}";

    public override bool IsSimulated => false;

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
            OutOfSampleLogLikelihood =
                isWhole ? OutOfSample(returns, Law, cancellation) : null,
            Warnings = [.. BoundWarnings(model, theta)],
            ProcessLines =
            [
                "kind: regime-switching",
                "states:",
                .. Names.Select((name, i) => $"  {name}: {{ drift: 0, volatility: "
                    + $"{Number(parameters[i].Value)} }}"),
            ],
            ScenarioLines =
            [
                "regimes:",
                $"  {Period(years)}",
                "  states:",
                .. Names.Select((name, i) => $"    {name}: {{ start: {Number(start[i])}, next: {{ "
                    + string.Join(", ", Names.Select((to, j) => $"{to}: {Chance(chain, i, j)}"))
                    + " } }"),
            ],
        };
    }

    // Chances of a row shall sum to 1 as they are written.
    private string Chance(double[,] chain, int from, int to)
    {
        decimal Rounded(int j) => Math.Round((decimal)chain[from, j], 8);
        decimal value = to != from
            ? Rounded(to)
            : 1 - Enumerable.Range(0, states).Where(j => j != from).Sum(Rounded);
        return value.ToString(System.Globalization.CultureInfo.InvariantCulture);
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
