using GpuRisk.Scenarios.Building;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>What the shocks of a GARCH process are.</summary>
public enum GarchShocks
{
    /// <summary>Normal.</summary>
    Normal,

    /// <summary>Student's t, with a mixing variable that all assets share.</summary>
    StudentT,

    /// <summary>Rows of a table: filtered historical simulation.</summary>
    Residuals,
}

/// <summary>GARCH(1,1) (Bollerslev 1986) with leverage (Glosten, Jagannathan, Runkle 1993): a
/// period's log return has the mean (drift - variance / 2) and the variance h' = w + beta h +
/// (alpha + leverage [e &lt; 0]) e², e what the last one brought beside its mean.</summary>
/// <param name="DriftPerYear">The drift, -20 to 20; already the risk-free rate under the
/// risk-neutral measure.</param>
/// <param name="VolatilityPerYear">The root of the long-run variance, 0 to 20.</param>
/// <param name="InitialVolatilityPerYear">The root of the first period's, 0 to 20.</param>
/// <param name="Alpha">0 to 1.</param>
/// <param name="Beta">0 to 1.</param>
/// <param name="Leverage">-alpha to 2.</param>
/// <param name="PeriodSeconds">The length of a period, in seconds; a whole number of steps.
/// </param>
/// <param name="Shocks">What the shocks are.</param>
/// <param name="DegreesOfFreedom">Of Student's t, above 2 and at most 1000; null of others.
/// </param>
/// <param name="Residuals">What is drawn from, 2 to 1024 numbers of mean 0 and variance 1, each as
/// probable as any other (Barone-Adesi, Giannopoulos, Vosper 1999); null of others.</param>
public sealed record GarchProcess(
    double DriftPerYear,
    double VolatilityPerYear,
    double InitialVolatilityPerYear,
    double Alpha,
    double Beta,
    double Leverage,
    double PeriodSeconds,
    GarchShocks Shocks = GarchShocks.Normal,
    double? DegreesOfFreedom = null,
    IReadOnlyList<double>? Residuals = null) : PeriodProcess(PeriodSeconds)
{
    private const int MostResiduals = 1024;

    /// <summary>What a scenario states of it.</summary>
    internal static ProcessKind Stated { get; } = new(
        "garch",
        [
            Drift,
            Field.Required(
                "volatility", new NumberShape("[0, 20]"),
                "The volatility in the long run, per square root of a year; its square is the "
                + "variance that periods revert to."),
            Field.Optional(
                "initialVolatility", new NumberShape("[0, 20]"),
                "The volatility of the first period, per square root of a year; that in the long "
                + "run where not stated."),
            Field.Required(
                "alpha", new NumberShape("[0, 1]"),
                "What the square of a period's shock adds to the variance of the next."),
            Field.Required(
                "beta", new NumberShape("[0, 1]"),
                "The part of the variance that the next period keeps."),
            Field.Default(
                "leverage", new NumberShape("[-1, 2]"), "0",
                "What the square of a shock adds beside alpha where it is a fall."),
            Field.Default(
                "shocks", new ChoiceShape<GarchShocks>(), "normal",
                "What the shocks are."),
            Field.Optional(
                "degreesOfFreedom", Freedom,
                "The degrees of freedom of Student's t; with shocks student-t only."),
            Field.Optional(
                "residuals",
                new ListShape(
                    new NumberShape("[-1000, 1000]") { IsCertain = true }, 2, "numbers",
                    MostResiduals),
                "The standardised shocks that are drawn from, centred and scaled to variance 1; "
                + "with shocks residuals only. Assets with equally many share each draw."),
            Period,
        ],
        Build);

    /// <inheritdoc/>
    public override string Kind => Stated.Name;

    /// <inheritdoc/>
    public override VarianceRecursion Variance => new(
        InitialVolatilityPerYear * InitialVolatilityPerYear * PeriodYears,
        VolatilityPerYear * VolatilityPerYear * PeriodYears
            * (1 - Alpha - Beta - (Leverage * Falls)),
        Beta, Alpha, Leverage);

    /// <inheritdoc/>
    public override double DriftOfPeriod => DriftPerYear * PeriodYears;

    /// <inheritdoc/>
    public override double? Freedoms => DegreesOfFreedom;

    /// <inheritdoc/>
    public override IReadOnlyList<double> Rows => Residuals ?? [];

    /// <inheritdoc/>
    public override CommonShocks? CommonShocks => DegreesOfFreedom is { } freedom
        ? MixingOf(freedom, keeps: false)
        : Residuals is { } rows
            ? new(BuildContext.Invariant($"residuals {rows.Count} {PeriodSeconds}"), "", true)
            : null;

    // The part of a shock's variance that is of falls.
    private double Falls => Residuals is { } rows ? RowMoments.Falls(rows) : 0.5;

    private static GarchProcess Build(Value asset, BuildContext context)
    {
        Value process = asset["process"];
        GarchShocks shocks = process["shocks"].Choice<GarchShocks>();
        Value freedom = process["degreesOfFreedom"];
        if (shocks == GarchShocks.StudentT)
        {
            context.RequireGiven(freedom, "is missing; shocks student-t need a number above 2");
        }
        else if (process["shocks"].IsSound)
        {
            context.RefuseIfGiven(freedom, "is not used; allowed only with shocks student-t");
        }

        Value residuals = process["residuals"];
        if (shocks == GarchShocks.Residuals)
        {
            context.RequireGiven(
                residuals, "is missing; shocks residuals need a list of 2 to 1024 numbers");
        }
        else if (process["shocks"].IsSound)
        {
            context.RefuseIfGiven(residuals, "is not used; allowed only with shocks residuals");
        }

        if (shocks != GarchShocks.Normal)
        {
            RefuseRiskNeutral(process["shocks"], "shocks that are not normal", context);
        }

        double volatility = process["volatility"].Number;
        var built = new GarchProcess(
            ProcessKind.DriftOf(asset, context),
            volatility,
            process["initialVolatility"].NumberOrNull ?? volatility,
            process["alpha"].Number, process["beta"].Number, process["leverage"].Number,
            PeriodOf(process, context), shocks, freedom.NumberOrNull,
            shocks == GarchShocks.Residuals ? Standardised(residuals, context) : null);
        CheckStability(built, process, context);
        return built;
    }

    private static IReadOnlyList<double>? Standardised(Value residuals, BuildContext context)
    {
        double[] numbers = [.. residuals.Items.Select(item => item.Number)];
        if (numbers.Length == 0 || numbers.Any(double.IsNaN)) return null;
        if (RowMoments.Standardised(numbers) is { } rows) return rows;
        context.Refuse(
            residuals,
            BuildContext.Invariant($"found {numbers.Length} times {numbers[0]}; allowed are ")
            + "numbers that differ");
        return null;
    }

    private static void CheckStability(GarchProcess built, Value process, BuildContext context)
    {
        if (built.Alpha + built.Leverage < 0)
        {
            context.Refuse(
                process["leverage"],
                BuildContext.Invariant($"found {built.Leverage}, with which falls would take ")
                + BuildContext.Invariant($"from the variance; allowed is {-built.Alpha} or more"));
        }

        double sum = built.Alpha + built.Beta + (built.Leverage * built.Falls);
        if (sum >= 1)
        {
            context.Refuse(
                process["beta"],
                BuildContext.Invariant($"found {built.Beta}, so that alpha + beta + leverage ")
                + BuildContext.Invariant($"times {built.Falls:0.###} is {sum:0.#####}; allowed ")
                + "is a sum below 1, beyond which the variance reverts to nothing");
        }
    }
}
