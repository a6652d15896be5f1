using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Prices;

/// <summary>Plans a price whose variance is one in each period.</summary>
internal static class PeriodPlanner
{
    public static PlannedDiffusion Add(
        Scenario scenario, PlanBuilder tables, PeriodProcess process)
    {
        double steps = Math.Round(process.PeriodSeconds / scenario.StepSeconds);
        VarianceRecursion variance = process.Variance;
        PeriodShocks shocks = process.Rows.Count > 0 ? PeriodShocks.Rows
            : process.Freedoms is not null ? PeriodShocks.Mixed
            : PeriodShocks.Normal;
        int terms = tables.AddTerms(new PeriodsTerms<double>
        {
            Drift = process.DriftOfPeriod / steps,
            Start = variance.Start / steps,
            Constant = variance.Constant / steps,
            Kept = variance.Kept,
            // Of the square of a whole period's shock, for the variance of a step.
            Shock = variance.Shock / steps,
            Fall = variance.Fall / steps,
            Most = variance.Most / steps,
            MostDeviation = Math.Sqrt(variance.Most / steps),
            Correction = process.Correction,
            Rows = process.Rows.Count,
            Draws = process.Rows.Count * process.MeanBlock,
        });
        int row = tables.AddRow(new PeriodsRow
        {
            Steps = (int)steps,
            Shocks = (int)shocks,
            Stream = StreamOf(scenario, process),
            Table = shocks switch
            {
                PeriodShocks.Normal => -1,
                PeriodShocks.Mixed => tables.AddReals(
                    MixingRootFit.Coefficients(process.Freedoms!.Value)),
                PeriodShocks.Rows => tables.AddReals(
                    process.Rows.Select(shock => shock * Math.Sqrt(steps))),
                _ => throw new ArgumentOutOfRangeException(
                    nameof(process), shocks, "No shocks of this kind."),
            },
        });
        return new(DiffusionKind.Periods, terms)
        {
            Row = row,
            State = tables.ReserveSlots(PeriodsState.Width),
            Normals = shocks == PeriodShocks.Normal ? -1 : tables.ReserveBuffer(),
            Variances = tables.ReserveBuffer(),
        };
    }

    /// <summary>The stream of what assets with one source have in common: that of the first of
    /// them.</summary>
    public static int StreamOf(Scenario scenario, PriceProcess process) =>
        (int)Streams.Periods + (scenario.Assets.FirstOrDefault(asset =>
            process.CommonShocks is { } shocks
            && asset.Process.CommonShocks?.Source == shocks.Source)?.Index ?? 0);
}
