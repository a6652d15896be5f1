using GpuRisk.Scenarios.Building;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>Stochastic variance (Heston 1993): dS / S = drift dt + sqrt(V) dW and
/// dV = k (theta - V) dt + xi sqrt(V) dW', with V the square of a volatility, and dW dW' = rho dt.
/// E[S(T)] = S(0) exp(drift T).</summary>
/// <param name="DriftPerYear">
/// The drift of the price, -20 to 20; already the risk-free rate under the risk-neutral measure.
/// </param>
/// <param name="InitialVolatility">The root of V at the start, per root of a year, 0 to 20.</param>
/// <param name="LongRunVolatility">The root of theta, per root of a year, 0 to 20.</param>
/// <param name="MeanReversion">k, per year, 0 to 1000.</param>
/// <param name="VolatilityOfVariance">xi, per year, 0 to 100.</param>
/// <param name="PriceVarianceCorrelation">rho, -1 to 1.</param>
public sealed record HestonProcess(
    double DriftPerYear,
    double InitialVolatility,
    double LongRunVolatility,
    double MeanReversion,
    double VolatilityOfVariance,
    double PriceVarianceCorrelation) : PriceProcess
{
    // Of the bound beyond which the corrected price has no mean: the rest is for rounding.
    private const double OfBound = 0.99;

    /// <summary>What a scenario states of it.</summary>
    internal static ProcessKind Stated { get; } = new(
        "heston",
        [
            ProcessKind.Drift,
            Field.Required(
                "initialVolatility", new NumberShape("[0, 20]"),
                "The volatility at the start, per square root of a year; its square is the "
                + "variance."),
            Field.Required(
                "longRunVolatility", new NumberShape("[0, 20]"),
                "The volatility whose square the variance reverts to, per square root of a year."),
            Field.Required(
                "meanReversion", new NumberShape("[0, 1000]"),
                "How fast the variance reverts, per year; 0 where it does not."),
            Field.Required(
                "volatilityOfVariance", new NumberShape("[0, 100]"),
                "The volatility of the variance, per year: dV = ... + x sqrt(V) dW."),
            Field.Required(
                "priceVarianceCorrelation", new NumberShape("[-1, 1]"),
                "The correlation of the moves of price and variance."),
        ],
        Build);

    /// <inheritdoc/>
    public override string Kind => Stated.Name;

    /// <summary>Variance at the start, per year.</summary>
    public double InitialVariance => InitialVolatility * InitialVolatility;

    /// <summary>The variance that it reverts to, per year.</summary>
    public double LongRunVariance => LongRunVolatility * LongRunVolatility;

    /// <inheritdoc/>
    public override bool MovesByItself() => true;

    /// <inheritdoc/>
    public override AssetMoments Moments(double years)
    {
        double[] cumulants = Cumulants(years);
        double variance = -2 * cumulants[0] / years;
        return new(
            DriftPerYear - (0.5 * variance), Math.Sqrt(Math.Max(variance, 0)), default, default)
        {
            HasChangingVolatility = true,
            ExcessVariance = (cumulants[1] / years) - variance,
            ExcessFourthCumulant = cumulants[3] / years,
        };
    }

    /// <summary>Of the price itself only: steps keep its mean (Andersen 2008).</summary>
    /// <inheritdoc/>
    public override double? LogExpectation(double power, double years) =>
        power == 1 ? DriftPerYear * years : null;

    /// <summary>Steps are exact to the second order; what they miss of deviations stayed below a
    /// quarter of the square in runs.</summary>
    /// <inheritdoc/>
    public override double StepError(double stepYears) =>
        0.25 * Math.Pow((MeanReversion + VolatilityOfVariance) * stepYears, 2);

    /// <summary>(1 - exp(-k dt)) / k.</summary>
    public double Spread(double years)
    {
        double half = 0.5 * MeanReversion * years;
        return half > 0 ? 2 * Math.Exp(-half) * Math.Sinh(half) / MeanReversion : years;
    }

    // Of the log price less its drift. The process is affine: ln E exp(u X) = A(u) + B(u) V0 with
    // B' = (u^2 - u) / 2 + (rho xi u - k) B + xi^2 B^2 / 2 and A' = k theta B, of whose powers of u
    // each follows from those before it (Runge, Kutta). After forty times 1 / k nothing but A
    // moves, and that evenly.
    private double[] Cumulants(double years)
    {
        const int fewest = 256;
        const double perReversion = 64;
        double end = Math.Min(years, 40 / MeanReversion);
        int steps = fewest + (int)(perReversion * MeanReversion * end);
        double step = end / steps;
        var b = new double[4];
        var a = new double[4];
        for (int i = 0; i < steps; i++)
        {
            double[] first = Slope(b);
            double[] second = Slope(Moved(b, first, 0.5 * step));
            double[] third = Slope(Moved(b, second, 0.5 * step));
            double[] last = Moved(b, third, step);
            double[] fourth = Slope(last);
            double[] middle = Moved(Moved(b, first, 0.25 * step), second, 0.25 * step);
            for (int n = 0; n < b.Length; n++)
            {
                a[n] += step / 6 * (b[n] + (4 * middle[n]) + last[n]);
                b[n] += step / 6
                    * (first[n] + (2 * second[n]) + (2 * third[n]) + fourth[n]);
            }
        }

        double factorial = 1;
        for (int n = 0; n < b.Length; n++)
        {
            factorial *= n + 1;
            a[n] = factorial * ((b[n] * InitialVariance)
                + (MeanReversion * LongRunVariance * (a[n] + (b[n] * (years - end)))));
        }

        return a;
    }

    private double[] Slope(double[] b)
    {
        double leverage = PriceVarianceCorrelation * VolatilityOfVariance;
        double half = 0.5 * VolatilityOfVariance * VolatilityOfVariance;
        return
        [
            -0.5 - (MeanReversion * b[0]),
            0.5 - (MeanReversion * b[1]) + (leverage * b[0]) + (half * b[0] * b[0]),
            (leverage * b[1]) - (MeanReversion * b[2]) + (2 * half * b[0] * b[1]),
            (leverage * b[2]) - (MeanReversion * b[3])
                + (half * ((2 * b[0] * b[2]) + (b[1] * b[1]))),
        ];
    }

    private static double[] Moved(double[] from, double[] slope, double by) =>
        [.. from.Zip(slope, (x, y) => x + (by * y))];

    /// <summary>Makes the process of an asset.</summary>
    internal static HestonProcess Build(Value asset, BuildContext context)
    {
        Value process = asset["process"];
        var built = new HestonProcess(
            ProcessKind.DriftOf(asset, context),
            process["initialVolatility"].Number,
            process["longRunVolatility"].Number,
            process["meanReversion"].Number,
            process["volatilityOfVariance"].Number,
            process["priceVarianceCorrelation"].Number);
        double largest = built.LargestVolatilityOfVariance(
            AssetMoments.Years(context.Root["step"].Number));
        if (built.VolatilityOfVariance >= largest)
        {
            context.Refuse(
                process["volatilityOfVariance"],
                BuildContext.Invariant($"found {built.VolatilityOfVariance}, with which a step of ")
                + "this length has no mean price; allowed beside this meanReversion and "
                + BuildContext.Invariant($"priceVarianceCorrelation is less than {largest:G4}, ")
                + "or a shorter step");
        }

        return built;
    }

    // The martingale correction exists for all variances where x = A xi^2 (1 - exp(-k dt)) / k is
    // below 1, with A = rho / xi (1 + k dt / 2) - rho^2 dt / 4: neither Andersen's 2 a A nor his
    // A / beta is above x.
    private double LargestVolatilityOfVariance(double stepYears)
    {
        double decay = MeanReversion * stepYears;
        double spread = Spread(stepYears);
        double slope = PriceVarianceCorrelation * (1 + (0.5 * decay)) * spread;
        double curve = 0.25 * stepYears * PriceVarianceCorrelation * PriceVarianceCorrelation
            * spread;
        double inside = (slope * slope) - (4 * curve * OfBound);
        return slope > 0 && inside >= 0
            ? 2 * OfBound / (slope + Math.Sqrt(inside))
            : double.PositiveInfinity;
    }
}
