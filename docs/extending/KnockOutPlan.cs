using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;
using GpuRisk.Scenarios;

namespace KnockOut;

/// <summary>A down-and-out call, whose barrier is watched at every moment.</summary>
/// <param name="Asset">The name of the asset that it is on.</param>
/// <param name="Strike">The strike, USD.</param>
/// <param name="Barrier">The barrier, USD; below the price at the start.</param>
public sealed record KnockOutCall(string Asset, double Strike, double Barrier);

/// <summary>Plans a call in a market.</summary>
public static class KnockOutPlan
{
    /// <summary>Plans a call that ends with the market's horizon.</summary>
    /// <exception cref="ArgumentException">There is no such asset, or the model would be wrong
    /// about it.</exception>
    public static Plan Of(Scenario market, KnockOutCall call)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(call);
        Asset asset = market.Assets.FirstOrDefault(asset => asset.Name == call.Asset)
            ?? throw new ArgumentException($"{market.Name} has no asset {call.Asset}.");

        // The bridge is that of a constant volatility, and discounting asks for the drift.
        if (market.Measure != Measure.RiskNeutral
            || asset.Process is not GbmProcess { VolatilityPerYear: > 0 } process)
        {
            throw new ArgumentException($"{asset.Name} is to be a risk-neutral gbm.");
        }

        if (call.Barrier <= 0 || call.Barrier >= asset.PriceUsd)
            throw new ArgumentException($"The barrier is not below {asset.PriceUsd} USD.");

        double volatility = process.VolatilityPerYear;
        double stepYears = AssetMoments.Years(market.StepSeconds);
        double years = AssetMoments.Years(market.HorizonSeconds);

        var plan = new PlanBuilder(market);
        plan.AddRow(new KnockOutRow
        {
            Asset = asset.Index,
            Terms = plan.AddTerms(new KnockOutTerms<double>
            {
                Spot = asset.PriceUsd,
                Strike = call.Strike,
                Distance = Math.Log(asset.PriceUsd / call.Barrier),
                PerVariance = -2 / (volatility * volatility * stepYears),
                Discount = Math.Exp(-process.DriftPerYear * years),
            }),
            Outcomes = plan.AddOutcomes(new KnockOutOutcomes<Metric>
            {
                Value = new Metric("call", "value", "USD", asset.PriceUsd, MetricSense.Level)
                {
                    Least = 0,
                },
                Survival = Metric.Share("call", "survival"),
            }),
        });
        return plan.Build<KnockOutModel>("knock-out");
    }
}
