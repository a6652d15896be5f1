using GpuRisk.Scenarios.Building;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>A process whose variance is one throughout a period of several steps, and then follows
/// from that and the period's shock.</summary>
/// <param name="PeriodSeconds">The length of a period, in seconds; a whole number of steps.
/// </param>
public abstract record PeriodProcess(double PeriodSeconds) : PriceProcess
{
    private const double MostSteps = 10_000_000;

    /// <summary>The length of a period.</summary>
    internal static Field Period { get; } = Field.Default(
        "period", new DurationShape(), "1d",
        "The time over which a shock has the stated law and variance is one; a whole number of "
        + "steps, at most 10,000,000.");

    /// <summary>The drift, 0 unless stated: history tells less of it than of its own error.
    /// </summary>
    internal static Field Drift { get; } = Field.Default(
        "drift", new NumberShape("[-20, 20]"), "0",
        "The drift of the price, per year: E[S(T)] = S(0) exp(drift T) of normal shocks, nearly so "
        + "of others.");

    /// <summary>Degrees of freedom of Student's t.</summary>
    internal static NumberShape Freedom { get; } = new("(2, 1000]");

    /// <summary>How the variance of a period follows from that of the one before.</summary>
    public abstract VarianceRecursion Variance { get; }

    /// <summary>What a period adds to the log price in the mean, without what the variance takes.
    /// </summary>
    public abstract double DriftOfPeriod { get; }

    /// <summary>What a period's variance adds to the log price in the mean.</summary>
    public virtual double Correction => -0.5;

    /// <summary>Degrees of freedom of Student's t; null of other shocks.</summary>
    public virtual double? Freedoms => null;

    /// <summary>The mean number of rows that follow each other.</summary>
    public virtual double MeanBlock => 1;

    /// <summary>Years of a period.</summary>
    public double PeriodYears => AssetMoments.Years(PeriodSeconds);

    /// <inheritdoc/>
    public override bool MovesByItself() => true;

    /// <inheritdoc/>
    public override AssetMoments Moments(double years) => PeriodMoments.Of(this, years);

    /// <summary>Mixing variables of periods of one length are those of all assets that have them.
    /// </summary>
    private protected CommonShocks MixingOf(double freedom, bool keeps) => new(
        BuildContext.Invariant($"mixing {PeriodSeconds}"),
        BuildContext.Invariant($"{freedom}"), keeps);

    /// <summary>Refuses periods that are no whole number of steps.</summary>
    private protected static double PeriodOf(Value process, BuildContext context)
    {
        Value period = process["period"];
        context.RequireWholeSteps(period);
        double steps = period.Number / context.Root["step"].Number;
        if (steps > MostSteps)
        {
            context.Refuse(
                period,
                BuildContext.Invariant($"found {steps:G9} steps; allowed are at most {MostSteps}"));
        }

        return period.Number;
    }

    /// <summary>Refuses the risk-neutral measure, under which the mean price must be known.
    /// </summary>
    private protected static void RefuseRiskNeutral(
        Value at, string what, BuildContext context)
    {
        if (context.IsRiskNeutral)
        {
            context.Refuse(
                at,
                $"found {what}, whose mean price is not known; allowed with measure risk-neutral "
                + "are gbm, merton, heston, bates, regime-switching and garch with normal shocks");
        }
    }
}
