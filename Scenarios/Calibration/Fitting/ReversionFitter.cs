namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>
/// A log price that reverts (Uhlenbeck, Ornstein 1930), as that of a peg: least squares of each
/// price on the one before it, and jumps where what is left has them by Merton's likelihood.
/// Prices are told from the last one, which is 1.
/// </summary>
internal sealed class ReversionFitter : ProcessFitter
{
    // Prices that forget nothing, or all, within a period.
    private const double MostKept = 0.999;
    private const double LeastKept = 0.001;

    // A mean farther than this is that of a price that does not revert.
    private const double FarthestMean = 1;

    public override string Name => "ornstein-uhlenbeck";

    public override ProcessFit Fit(
        double[] returns, double years, bool isWhole, CancellationToken cancellation)
    {
        var logs = new double[returns.Length + 1];
        for (int i = returns.Length; i > 0; i--) logs[i - 1] = logs[i] - returns[i - 1];
        (double kept, double mean) = Regressed(logs);
        double[] rest = Rest(logs, kept, mean);
        double rate = -Math.Log(kept);

        // A period's noise is forgotten in part within the period.
        double whole = Math.Sqrt(2 * rate / (1 - (kept * kept)));
        ProcessFit jumps = new MertonFitter().Fit(rest, years, isWhole, cancellation);
        double volatility = jumps["volatility"] * whole;
        JumpLaw law = jumps.IsSubstitute
            ? default
            : new(jumps["jumpsPerYear"], jumps["jumpMean"], jumps["jumpStdDev"] * whole);
        double? error = 1 / Math.Sqrt(returns.Length)
            * Math.Sqrt(Math.Max(1 - (kept * kept), 0)) / kept / years;
        double meanError = Math.Exp(mean) * Deviation(rest)
            / ((1 - kept) * Math.Sqrt(returns.Length));
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
            Covariance = Joint(parameters, jumps, whole),
            Returns = returns.Length,
            LogLikelihood = jumps.LogLikelihood,
            OutOfSampleLogLikelihood =
                isWhole ? OutOfSample(logs, years, cancellation) : null,
            Probabilities = jumps.Probabilities,
            Warnings = kept < MostKept
                ? []
                : ["meanReversion stopped at a bound of what is searched: the price does not "
                    + "revert."],
            Market = new FittedMarket(
                new OrnsteinUhlenbeckProcess(mean, rate / years, volatility, law)),
            ProcessLines =
            [
                "kind: ornstein-uhlenbeck",
                .. parameters.Select(parameter => Line(parameter.Name, parameter)),
            ],
        };
    }

    // The level, the slope and the noise of a regression are independent of each other.
    private static IReadOnlyList<IReadOnlyList<double>> Joint(
        FittedParameter[] parameters, ProcessFit jumps, double whole)
    {
        var joint = new double[parameters.Length, parameters.Length];
        for (int i = 0; i < 2; i++) joint[i, i] = Math.Pow(parameters[i].StandardError ?? 0, 2);
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

    private static (double Kept, double Mean) Regressed(double[] logs)
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
            (after - (kept * before)) / (1 - kept), -FarthestMean, FarthestMean));
    }

    private static double[] Rest(double[] logs, double kept, double mean) => [.. logs[1..]
        .Select((log, i) => log - mean - (kept * (logs[i] - mean)))];

    private static double? OutOfSample(
        double[] logs, double years, CancellationToken cancellation)
    {
        double[] known = logs[..(HeadOf(logs[1..]) + 1)];
        (double kept, double mean) = Regressed(known);
        double[] rest = Rest(logs, kept, mean);
        return Deviation(rest[..HeadOf(rest)]) > 0
            ? MertonFitter.OutOfSample(rest, years, cancellation) : null;
    }
}
