using GpuRisk.Scenarios.Building;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>Log returns drawn from those of a price file in blocks of geometric length: the
/// stationary bootstrap (Politis, Romano 1994). Assets of one file share the rows.</summary>
/// <param name="DriftPerYear">The drift, -20 to 20; null where history's is kept.</param>
/// <param name="Returns">The file's log returns, each over one period.</param>
/// <param name="MeanBlock">The mean number of rows that follow each other, 1 to 100,000.</param>
/// <param name="PeriodSeconds">The file's interval, in seconds; a whole number of steps.</param>
/// <param name="File">Which of the scenario's price files it is, from 0.</param>
public sealed record BootstrapProcess(
    double? DriftPerYear,
    IReadOnlyList<double> Returns,
    double MeanBlock,
    double PeriodSeconds,
    int File) : PeriodProcess(PeriodSeconds)
{
    private const int MostRows = 1_000_000;

    /// <summary>What a scenario states of it.</summary>
    internal static ProcessKind Stated { get; } = new(
        "bootstrap",
        [
            .. PriceHistories.Keys,
            Field.Required(
                "meanBlock", new NumberShape("[1, 100000]"),
                "The mean number of rows that follow each other; 1 where all are independent."),
            Field.Default(
                "recentred", new FlagShape(), "true",
                "Whether the rows are moved so that the price grows by drift; otherwise it grows "
                + "as in the file."),
            Field.Default(
                "drift", new NumberShape("[-20, 20]"), "0",
                "The drift of the price, per year: a row multiplies it by exp(drift) to the power "
                + "of its years on average."),
        ],
        Build);

    /// <inheritdoc/>
    public override string Kind => Stated.Name;

    /// <inheritdoc/>
    [NotHashed("the returns tell it")]
    public override IReadOnlyList<double> Rows { get; } = RowMoments.Standardised(Returns) ?? [];

    /// <inheritdoc/>
    public override double MeanBlock { get; } = MeanBlock;

    /// <inheritdoc/>
    public override VarianceRecursion Variance =>
        new(Math.Pow(RowMoments.Deviation(Returns), 2));

    /// <inheritdoc/>
    public override double DriftOfPeriod => Returns.Average() + (DriftPerYear is { } drift
        ? (drift * PeriodYears) - Math.Log(Returns.Average(Math.Exp))
        : 0);

    /// <summary>The rows tell what they add to the price.</summary>
    /// <inheritdoc/>
    public override double Correction => 0;

    /// <inheritdoc/>
    public override CommonShocks CommonShocks => new(
        BuildContext.Invariant($"bootstrap {File} {MeanBlock}"), "", true);

    private static PriceProcess Build(Value asset, BuildContext context)
    {
        Value process = asset["process"];
        Value file = process["file"];
        RefuseRiskNeutral(process["kind"], "'bootstrap'", context);
        bool isRecentred = process["recentred"].Flag;
        if (!isRecentred)
        {
            context.RefuseIfGiven(process["drift"], "is not used; allowed only with recentred");
        }

        PriceProcess none = AssetBuilder.None;
        if (context.Histories.Of(asset, context) is not var (index, prices)) return none;
        double block = process["meanBlock"].Number;
        CheckBlock(asset, block, context);
        double interval = prices.IntervalSeconds;
        double steps = interval / context.Root["step"].Number;
        if (steps < 1 || steps != Math.Round(steps))
        {
            context.Refuse(
                file,
                BuildContext.Invariant($"found prices one in {interval} s; allowed is a whole ")
                + BuildContext.Invariant($"number of steps of {context.Root["step"].Seconds} s"));
            return none;
        }

        if (prices.Returns.Count is < 2 or > MostRows
            || RowMoments.Standardised(prices.Returns) is null)
        {
            context.Refuse(
                file,
                BuildContext.Invariant($"found {prices.Returns.Count} log returns; allowed are 2 ")
                + BuildContext.Invariant($"to {MostRows} that differ"));
            return none;
        }

        return new BootstrapProcess(
            isRecentred ? process["drift"].Number : null, prices.Returns, block, interval, index);
    }

    // Rows in common are drawn in the same blocks.
    private static void CheckBlock(Value asset, double block, BuildContext context)
    {
        Value? other = context.Root["assets"].Items.FirstOrDefault(entry =>
            entry["process"]["kind"].Text == Stated.Name
            && entry["process"]["file"].Text == asset["process"]["file"].Text
            && entry["process"]["meanBlock"].Number != block);
        if (other is null || double.IsNaN(other["process"]["meanBlock"].Number)) return;
        context.Refuse(
            asset["process"]["meanBlock"],
            BuildContext.Invariant($"found {block} beside {other["process"]["meanBlock"].Number} ")
            + $"of {other.Name}, whose rows are the same; allowed is one number");
    }
}
