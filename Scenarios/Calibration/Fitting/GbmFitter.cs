using MathNet.Numerics.Distributions;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Geometric Brownian motion: the root of the mean square of the returns.</summary>
internal sealed class GbmFitter : ProcessFitter
{
    public override string Name => "gbm";

    public override int LeastReturns => PriceCalibration.LeastReturns;

    public override ProcessFit Fit(
        double[] returns, double years, bool isWhole, CancellationToken cancellation)
    {
        double deviation = Deviation(returns);
        double volatility = deviation / Math.Sqrt(years);
        double error = volatility / Math.Sqrt(2.0 * returns.Length);
        int head = HeadOf(returns);
        var parameter = new FittedParameter("volatility", volatility, error);
        return new ProcessFit
        {
            Name = Name,
            Parameters = [parameter],
            Covariance = [[error * error]],
            Returns = returns.Length,
            LogLikelihood = LogLikelihood(returns, deviation),
            Probabilities = isWhole
                ? [.. returns.Select(value => Normal.CDF(0, deviation, value))] : null,
            OutOfSampleLogLikelihood =
                LogLikelihood(returns[head..], Deviation(returns[..head])),
            ProcessLines = ["kind: gbm", "drift: 0", Line("volatility", parameter)],
            Market = new FittedMarket(new GbmProcess(0, volatility)),
        };
    }

    private static double LogLikelihood(double[] returns, double deviation) =>
        (-returns.Length * Math.Log(deviation * Math.Sqrt(2 * Math.PI)))
        - (0.5 * returns.Sum(value => value * value) / (deviation * deviation));
}
