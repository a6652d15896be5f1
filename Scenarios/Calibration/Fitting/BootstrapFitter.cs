namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>The returns themselves, drawn in blocks (Politis, Romano 1994) whose mean length is the
/// cube root of their number.</summary>
internal sealed class BootstrapFitter : ProcessFitter
{
    public override string Name => "bootstrap";

    public override bool IsFitted => false;

    public override ProcessFit Fit(
        double[] returns, double years, bool isWhole, CancellationToken cancellation)
    {
        double block = Math.Round(Math.Cbrt(returns.Length));
        return new ProcessFit
        {
            Name = Name,
            Parameters = [new("meanBlock", block, null)],
            Returns = returns.Length,
            Market = new FittedMarket(
                new BootstrapProcess(0, returns, block, Seconds(years), 0)),
        };
    }
}
