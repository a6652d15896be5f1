namespace GpuRisk.Scenarios;

/// <summary>A drift and a volatility that hold from a time on.</summary>
/// <param name="AtSeconds">The time after the start; a whole number of steps above 0.</param>
/// <param name="DriftPerYear">The drift of the price, -20 to 20.</param>
/// <param name="VolatilityPerYear">The volatility of the diffusion, 0 to 20.</param>
public sealed record ScheduledChange(
    double AtSeconds, double DriftPerYear, double VolatilityPerYear);

/// <summary>A diffusion whose drift and volatility are constant between stated times.</summary>
internal static class ScheduledDiffusion
{
    /// <summary>Its moments over a horizon: drifts and variances are averaged.</summary>
    public static AssetMoments Moments(
        double drift, double volatility, IReadOnlyList<ScheduledChange> schedule, double years)
    {
        if (schedule.Count == 0)
            return new(drift - (0.5 * volatility * volatility), volatility, default, default);
        double grown = 0;
        double varied = 0;
        double from = 0;
        foreach (ScheduledChange next in schedule.Append(
            new(years * AssetMoments.SecondsPerYear, 0, 0)))
        {
            double until = Math.Min(AssetMoments.Years(next.AtSeconds), years);
            grown += drift * Math.Max(until - from, 0);
            varied += volatility * volatility * Math.Max(until - from, 0);
            (from, drift, volatility) =
                (Math.Max(until, from), next.DriftPerYear, next.VolatilityPerYear);
        }

        return new(
            (grown - (0.5 * varied)) / years, Math.Sqrt(varied / years), default, default)
        {
            HasChangingVolatility = true,
        };
    }
}
