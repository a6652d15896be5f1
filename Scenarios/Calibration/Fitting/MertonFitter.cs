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
            Returns = returns.Length,
            LogLikelihood = fit.LogLikelihood,
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

    private static FittedParameter Parameter(string name, ParameterEstimate estimate) =>
        new(name, estimate.Value, estimate.StandardError);
}
