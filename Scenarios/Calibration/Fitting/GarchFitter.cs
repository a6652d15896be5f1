using System.Globalization;
using MathNet.Numerics.Statistics;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>
/// GARCH(1,1) about the variance of the returns (variance targeting: Francq, Horváth, Zakoïan
/// 2011), which a year of returns tells better than the likelihood does.
/// </summary>
internal sealed class GarchFitter(GarchShocks shocks) : ProcessFitter
{
    /// <summary>The most residuals that a scenario takes.</summary>
    public const int MostResiduals = 1024;

    public override string Name => shocks switch
    {
        GarchShocks.Normal => "garch",
        GarchShocks.StudentT => "garch-student-t",
        GarchShocks.Residuals => "garch-residuals",
        _ => throw new ArgumentOutOfRangeException(nameof(shocks), shocks, "Unknown shocks."),
    };

    private bool HasTails => shocks == GarchShocks.StudentT;

    public override ProcessFit Fit(
        double[] returns, double years, bool isWhole, CancellationToken cancellation)
    {
        GarchModel Law(double[] known) => new(Math.Pow(Deviation(known), 2), HasTails);
        GarchModel model = Law(returns);
        double[] theta = MaximumLikelihood.Best(model, returns, cancellation);
        double[,]? covariance = isWhole
            ? MaximumLikelihood.Covariance(model, returns, theta) : null;
        double[] variances = model.Variances(returns, theta[0], theta[1]);
        double volatility = Deviation(returns) / Math.Sqrt(years);
        double? error = isWhole ? VolatilityError(returns, volatility) : null;
        FittedParameter[] parameters =
        [
            new("volatility", volatility, error),
            new("alpha", theta[0], Error(covariance, 0)),
            new("beta", theta[1], Error(covariance, 1)),
            .. HasTails
                ? (IEnumerable<FittedParameter>)[
                    new("degreesOfFreedom", theta[2], Error(covariance, 2))]
                : [],
        ];
        double initial = Math.Sqrt(variances[^1] / years);
        double[] residuals = shocks == GarchShocks.Residuals
            ? Standardised(returns, variances) : [];
        return new ProcessFit
        {
            Name = Name,
            Parameters = parameters,
            Covariance = Joint(error, covariance),
            Returns = returns.Length,
            LogLikelihood = model.LogLikelihood(returns, theta),
            Probabilities = isWhole ? model.Probabilities(returns, theta) : null,
            OutOfSampleLogLikelihood =
                isWhole ? OutOfSample(returns, Law, cancellation) : null,
            Warnings = [.. Warnings(model, theta)],
            Market = new FittedMarket(new GarchProcess(
                0, volatility, initial, theta[0], theta[1], 0, Seconds(years), shocks,
                HasTails ? theta[2] : null,
                shocks == GarchShocks.Residuals ? residuals : null)),
            ProcessLines =
            [
                "kind: garch",
                "drift: 0",
                Line("volatility", parameters[0]),
                $"initialVolatility: {Number(initial)}",
                Line("alpha", parameters[1]),
                Line("beta", parameters[2]),
                Period(years),
                .. Shocks(parameters, residuals),
            ],
        };
    }

    /// <summary>Returns over their deviations, with mean 0 and variance 1; the latest of them.
    /// </summary>
    public static double[] Standardised(double[] returns, double[] variances)
    {
        double[] shocks = [.. returns
            .Select((value, i) => value / Math.Sqrt(variances[i]))
            .TakeLast(MostResiduals)];
        double mean = shocks.Mean();
        double deviation = shocks.PopulationStandardDeviation();
        return [.. shocks.Select(value => (value - mean) / deviation)];
    }

    // What a return contributes to the variance, summed over neighbours that depend on it.
    private static double? VolatilityError(double[] returns, double volatility)
    {
        double square = returns.Sum(value => value * value);
        return BlockErrors.Of([.. returns.Select(
            value => ((value * value / square) - (1.0 / returns.Length)) * 0.5 * volatility)]);
    }

    private static List<string> Warnings(GarchModel model, double[] theta)
    {
        List<string> warnings = [.. BoundWarnings(model, theta)];
        if (theta[0] + theta[1] > 0.999 * GarchModel.MostPersistence)
        {
            warnings.Add(
                "alpha + beta stopped at the most that is searched, "
                + $"{Number(GarchModel.MostPersistence)}: the returns do not tell where the "
                + "volatility goes back to.");
        }

        return warnings;
    }

    private static IReadOnlyList<IReadOnlyList<double>>? Joint(
        double? error, double[,]? covariance)
    {
        if (covariance is null) return null;
        int count = covariance.GetLength(0) + 1;
        var joint = new double[count, count];
        joint[0, 0] = error * error ?? 0;
        for (int i = 1; i < count; i++)
        {
            for (int j = 1; j < count; j++) joint[i, j] = covariance[i - 1, j - 1];
        }

        return Rows(joint, [.. Enumerable.Repeat(1.0, count)]);
    }

    private IEnumerable<string> Shocks(FittedParameter[] parameters, double[] residuals) =>
        shocks switch
        {
            GarchShocks.Normal => ["shocks: normal"],
            GarchShocks.StudentT =>
                ["shocks: student-t", Line("degreesOfFreedom", parameters[3])],
            GarchShocks.Residuals =>
            [
                "shocks: residuals",
                "residuals: [" + string.Join(", ", residuals.Select(value =>
                    value.ToString("G5", CultureInfo.InvariantCulture))) + "]",
            ],
            _ => throw new InvalidOperationException($"Unknown shocks: {shocks}."),
        };
}
