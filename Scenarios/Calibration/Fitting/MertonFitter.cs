using MathNet.Numerics.Distributions;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Merton's jump diffusion; without a fit that may be used, geometric Brownian motion.
/// </summary>
internal sealed class MertonFitter : ProcessFitter
{
    public override string Name => "merton";

    public override ProcessFit Fit(
        double[] returns, double years, bool isWhole, CancellationToken cancellation)
    {
        MertonFit fit = MertonFit.Of(returns, years, cancellation);
        var process = new MertonProcess(
            0, fit.Volatility.Value, fit.JumpsPerYear.Value, fit.JumpMean.Value,
            fit.JumpStdDev.Value, Compensated: true);
        string? obstacle = fit.Obstacles.Count > 0
            ? fit.Obstacles[0] : CandidateProcess.Problem(process);
        ProcessFit plain = new GbmFitter().Fit(returns, years, isWhole, cancellation);
        if (obstacle is not null)
        {
            return plain with
            {
                Name = Name,
                IsSubstitute = true,
                Warnings = [$"gbm is offered in place of merton: {obstacle}"],
            };
        }

        FittedParameter[] parameters =
        [
            Parameter("volatility", fit.Volatility),
            Parameter("jumpsPerYear", fit.JumpsPerYear),
            Parameter("jumpMean", fit.JumpMean),
            Parameter("jumpStdDev", fit.JumpStdDev),
        ];
        return new ProcessFit
        {
            Name = Name,
            Parameters = parameters,
            Covariance = [.. Enumerable.Range(1, parameters.Length).Select(i =>
                (IReadOnlyList<double>)[.. fit.Covariance.Row(i).Skip(1)])],
            Returns = returns.Length,
            LogLikelihood = fit.LogLikelihood,
            OutOfSampleLogLikelihood =
                isWhole ? OutOfSample(returns, years, cancellation) : null,
            Probabilities = isWhole ? Probabilities(fit.Step(years), returns) : null,
            Warnings = fit.Warnings,
            ProcessLines =
            [
                "kind: merton",
                "drift: 0",
                .. parameters.Select(parameter => Line(parameter.Name, parameter)),
                "compensated: true",
            ],
            Market = new FittedMarket(process),
        };
    }

    /// <summary>The log likelihood of the last returns for the law of the first ones, which is
    /// normal where a fit must not be used.</summary>
    public static double OutOfSample(
        double[] returns, double years, CancellationToken cancellation)
    {
        double[] known = returns[..HeadOf(returns)];
        double[] unseen = returns[known.Length..];
        MertonFit fit = MertonFit.Of(known, years, cancellation);
        double scale = Deviation(known);
        MertonStep step = fit.Obstacles.Count > 0
            ? new MertonStep(0, scale, 1e-9, 0, scale) : fit.Step(years);
        return new MertonLikelihood([.. unseen.Select(value => value / scale)])
            .Value(step.Over(scale)) - (unseen.Length * Math.Log(scale));
    }

    // Poisson chances beyond what a period may have are nothing.
    private static double[] Probabilities(MertonStep step, double[] returns)
    {
        int most = (int)(step.Jumps + (12 * Math.Sqrt(step.Jumps)) + 20);
        double[] chances =
            [.. Enumerable.Range(0, most).Select(n => Poisson.PMF(step.Jumps, n))];
        return [.. returns.Select(value => chances.Select((chance, n) => chance * Normal.CDF(
            step.Mean + (n * step.JumpMean),
            Math.Sqrt((step.Deviation * step.Deviation)
                + (n * step.JumpDeviation * step.JumpDeviation)),
            value)).Sum())];
    }

    private static FittedParameter Parameter(string name, ParameterEstimate estimate) =>
        new(name, estimate.Value, estimate.StandardError);
}
