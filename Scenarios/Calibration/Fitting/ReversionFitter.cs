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
        double before = logs[..^1].Average();
        double after = logs[1..].Average();
        double cross = 0, square = 0;
        for (int i = 0; i < returns.Length; i++)
        {
            cross += (logs[i] - before) * (logs[i + 1] - after);
            square += (logs[i] - before) * (logs[i] - before);
        }

        double kept = Math.Clamp(cross / square, LeastKept, MostKept);
        double mean = Math.Clamp(
            (after - (kept * before)) / (1 - kept), -FarthestMean, FarthestMean);
        double[] rest = [.. returns.Select((_, i) =>
            logs[i + 1] - mean - (kept * (logs[i] - mean)))];
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
        FittedParameter[] parameters =
        [
            new("mean", Math.Exp(mean), null),
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
            Returns = returns.Length,
            LogLikelihood = jumps.LogLikelihood,
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
}
