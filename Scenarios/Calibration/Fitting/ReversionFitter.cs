namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>
/// A log price that reverts (Uhlenbeck, Ornstein 1930), as that of a peg: least squares of each
/// price on the one before it, and jumps where what is left has them by Merton's likelihood.
/// Prices are told from the last one, which is 1. Where least squares gives no price that reverts,
/// or a mean beyond all prices, the nearest that is searched stands in and has no error.
/// </summary>
internal sealed class ReversionFitter : ProcessFitter
{
    // Prices that forget nothing, or all, within a period.
    private const double MostKept = 0.999;
    private const double LeastKept = 0.001;

    // In logs, from the last price: a mean a thousand times off is that of no price.
    private static readonly double FarthestMean = Math.Log(1000);

    /// <summary>The name.</summary>
    public const string Kind = "ornstein-uhlenbeck";

    public override string Name => Kind;

    public override ProcessFit Fit(
        double[] returns, double years, bool isWhole, CancellationToken cancellation)
    {
        var logs = new double[returns.Length + 1];
        for (int i = returns.Length; i > 0; i--) logs[i - 1] = logs[i] - returns[i - 1];
        (double kept, double mean, double average) = Regressed(logs);
        double[] rest = Rest(logs, kept, mean);
        double rate = -Math.Log(kept);

        // A period's noise is forgotten in part within the period.
        double whole = Math.Sqrt(2 * rate / (1 - (kept * kept)));
        ProcessFit jumps = new MertonFitter().Fit(rest, years, isWhole, cancellation);
        double volatility = jumps["volatility"] * whole;
        JumpLaw law = jumps.IsSubstitute
            ? default
            : new(jumps["jumpsPerYear"], jumps["jumpMean"], jumps["jumpStdDev"] * whole);
        bool reverts = kept is > LeastKept and < MostKept;
        bool isNear = Math.Abs(mean) < FarthestMean;
        double spread = (1 - (kept * kept)) / returns.Length;
        double? error = reverts ? Math.Sqrt(spread) / kept / years : null;

        // The mean follows from the level of the prices and from how fast they tend to it.
        double slope = (mean - average) / (1 - kept);
        double level = Deviation(rest) / ((1 - kept) * Math.Sqrt(returns.Length));
        double? meanError = reverts && isNear
            ? Math.Exp(mean) * Math.Sqrt((level * level) + (slope * slope * spread)) : null;
        double shared = -Math.Exp(mean) * slope * spread / kept / years;
        FittedParameter[] parameters =
        [
            new("mean", Math.Exp(mean), meanError),
            new("meanReversion", rate / years, error),
            new("volatility", volatility, jumps.Parameters[0].StandardError * whole),
            .. law.PerYear > 0
                ? jumps.Parameters.Skip(1).Select(one => one.Name == "jumpStdDev"
                    ? new FittedParameter(one.Name, law.StdDev, one.StandardError * whole)
                    : one)
                : [],
        ];
        return new ProcessFit
        {
            Name = Name,
            Parameters = parameters,
            Covariance = Joint(parameters, shared, jumps, whole),
            Returns = returns.Length,
            LogLikelihood = jumps.LogLikelihood,
            OutOfSampleLogLikelihood =
                isWhole ? OutOfSample(logs, years, cancellation) : null,
            Probabilities = jumps.Probabilities,
            Warnings = [.. Bounds(kept, reverts, isNear)],
            Market = new FittedMarket(
                new OrnsteinUhlenbeckProcess(mean, rate / years, volatility, law)),
            ProcessLines =
            [
                "kind: ornstein-uhlenbeck",
                .. parameters.Select(parameter => Line(parameter.Name, parameter)),
            ],
        };
    }

    private static IEnumerable<string> Bounds(double kept, bool reverts, bool isNear)
    {
        if (!reverts)
        {
            yield return "meanReversion stopped at a bound of what is searched: the price "
                + (kept >= MostKept ? "does not revert." : "forgets all within a period.");
        }

        if (!isNear)
        {
            yield return "mean stopped at a bound of what is searched, a thousand times off the "
                + "last price: the prices do not tell it.";
        }
    }

    // The noise of a regression is independent of its level and slope.
    private static IReadOnlyList<IReadOnlyList<double>> Joint(
        FittedParameter[] parameters, double shared, ProcessFit jumps, double whole)
    {
        var joint = new double[parameters.Length, parameters.Length];
        for (int i = 0; i < 2; i++) joint[i, i] = Math.Pow(parameters[i].StandardError ?? 0, 2);
        joint[0, 1] = joint[1, 0] = joint[0, 0] > 0 ? shared : 0;
        double Scale(int i) => jumps.Parameters[i].Name is "volatility" or "jumpStdDev" ? whole : 1;
        for (int i = 2; i < parameters.Length; i++)
        {
            for (int j = 2; j < parameters.Length; j++)
            {
                joint[i, j] = (jumps.Covariance?[i - 2][j - 2] ?? 0) * Scale(i - 2) * Scale(j - 2);
            }
        }

        return Rows(joint, [.. Enumerable.Repeat(1.0, parameters.Length)])!;
    }

    private static (double Kept, double Mean, double Average) Regressed(double[] logs)
    {
        double before = logs[..^1].Average();
        double after = logs[1..].Average();
        double cross = 0, square = 0;
        for (int i = 0; i < logs.Length - 1; i++)
        {
            cross += (logs[i] - before) * (logs[i + 1] - after);
            square += (logs[i] - before) * (logs[i] - before);
        }

        double kept = Math.Clamp(cross / square, LeastKept, MostKept);
        return (kept, Math.Clamp(
            (after - (kept * before)) / (1 - kept), -FarthestMean, FarthestMean), before);
    }

    private static double[] Rest(double[] logs, double kept, double mean) => [.. logs[1..]
        .Select((log, i) => log - mean - (kept * (logs[i] - mean)))];

    private static double? OutOfSample(
        double[] logs, double years, CancellationToken cancellation)
    {
        double[] known = logs[..(HeadOf(logs[1..]) + 1)];
        (double kept, double mean, _) = Regressed(known);
        double[] rest = Rest(logs, kept, mean);
        return Deviation(rest[..HeadOf(rest)]) > 0
            ? MertonFitter.OutOfSample(rest, years, cancellation) : null;
    }
}
