using GpuRisk.Scenarios.Building;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>A log price that reverts: dX = k (ln mean - X) dt + volatility dW + jumps, which are
/// forgotten as all else is (Uhlenbeck, Ornstein 1930).</summary>
/// <param name="LogMean">The log of the price that it reverts to, over that at the start.</param>
/// <param name="MeanReversion">k, per year, above 0.</param>
/// <param name="VolatilityPerYear">The volatility of the log price, 0 to 20.</param>
/// <param name="Jumps">Its jumps.</param>
public sealed record OrnsteinUhlenbeckProcess(
    double LogMean, double MeanReversion, double VolatilityPerYear, JumpLaw Jumps) : PriceProcess
{
    /// <summary>What a scenario states of it.</summary>
    internal static ProcessKind Stated { get; } = new(
        "ornstein-uhlenbeck",
        [
            Field.Required(
                "mean", new NumberShape("(0,)"),
                "The price whose log it reverts to, in USD; without jumps its median in the end."),
            Field.Required(
                "meanReversion", new NumberShape("(0, 1000000]"),
                "How fast the log price reverts, per year."),
            ProcessKind.Volatility,
            Field.Default(
                "jumpsPerYear", new NumberShape("[0, 10000]"), "0",
                "The mean number of jumps in a year; at most 5 in a step."),
            Field.Default(
                "jumpMean", new NumberShape("[-5, 5]"), "0",
                "The mean of a jump of the log price, which is forgotten like all else."),
            Field.Default(
                "jumpStdDev", new NumberShape("[0, 5]"), "0",
                "The standard deviation of a jump of the log price."),
        ],
        Build);

    /// <inheritdoc/>
    public override string Kind => Stated.Name;

    /// <inheritdoc/>
    public override bool MovesByItself() => true;

    /// <inheritdoc/>
    public override AssetMoments Moments(double years)
    {
        double first = Forgotten(1, years);
        double second = Forgotten(2, years);
        double mean = (LogMean * MeanReversion * first) + (Jumps.MeanPerYear * first);
        double quadratic = (VolatilityPerYear * VolatilityPerYear) + Jumps.VariancePerYear;
        return new((mean / years) - Jumps.MeanPerYear, VolatilityPerYear, Jumps, default)
        {
            Reverts = true,
            ExcessVariance = (quadratic * second / years) - quadratic,
            ExcessFourthCumulant =
                Jumps.FourthCumulantPerYear * ((Forgotten(4, years) / years) - 1),
        };
    }

    /// <summary>Without jumps the log price is normal.</summary>
    /// <inheritdoc/>
    public override double? LogExpectation(double power, double years)
    {
        AssetMoments moments = Moments(years);
        return Jumps.PerYear > 0
            ? null
            : years * ((power * moments.Mean) + (0.5 * power * power * moments.Variance));
    }

    /// <inheritdoc/>
    internal override double Kept(double years) => Math.Exp(-MeanReversion * years);

    // The integral of exp(-n k s) over the horizon.
    private double Forgotten(int power, double years)
    {
        double rate = power * MeanReversion * years;
        return rate < 1e-8 ? years : years * (1 - Math.Exp(-rate)) / rate;
    }

    private static OrnsteinUhlenbeckProcess Build(Value asset, BuildContext context)
    {
        Value process = asset["process"];
        if (context.IsRiskNeutral)
        {
            context.Refuse(
                process["kind"],
                "found 'ornstein-uhlenbeck', which does not grow at riskFreeRate; allowed only "
                + "with measure real-world");
        }

        return new(
            Math.Log(process["mean"].Number / asset["price"].Number),
            process["meanReversion"].Number, process["volatility"].Number,
            MertonBuilder.Own(process, context));
    }
}
