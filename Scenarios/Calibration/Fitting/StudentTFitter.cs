namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Independent returns with Student's law.</summary>
internal sealed class StudentTFitter : ProcessFitter
{
    public override string Name => "student-t";

    public override ProcessFit Fit(
        double[] returns, double years, bool isWhole, CancellationToken cancellation)
    {
        var model = new StudentTModel(Deviation(returns));
        double[] theta = MaximumLikelihood.Best(model, returns, cancellation);
        double[,]? covariance = isWhole
            ? MaximumLikelihood.Covariance(model, returns, theta) : null;
        double scale = 1 / Math.Sqrt(years);
        FittedParameter[] parameters =
        [
            new("volatility", theta[0] * scale, Error(covariance, 0) * scale),
            new("degreesOfFreedom", theta[1], Error(covariance, 1)),
        ];
        return new ProcessFit
        {
            Name = Name,
            Parameters = parameters,
            Covariance = Rows(covariance, scale, 1),
            Returns = returns.Length,
            LogLikelihood = model.LogLikelihood(returns, theta),
            Probabilities = isWhole ? model.Probabilities(returns, theta) : null,
            OutOfSampleLogLikelihood = isWhole
                ? OutOfSample(
                    returns, known => new StudentTModel(Deviation(known)), cancellation)
                : null,
            Warnings = [.. BoundWarnings(model, theta)],
            Market = new FittedMarket(new StudentTProcess(
                0, parameters[0].Value, theta[1], Seconds(years))),
            ProcessLines =
            [
                "kind: student-t",
                "drift: 0",
                .. parameters.Select(parameter => Line(parameter.Name, parameter)),
                Period(years),
            ],
        };
    }
}
