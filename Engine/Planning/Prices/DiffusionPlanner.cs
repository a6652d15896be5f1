using GpuRisk.Kernels.Prices;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Prices;

/// <summary>A diffusion as an asset's row tells it.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Terms">Where its terms stand.</param>
internal readonly record struct PlannedDiffusion(DiffusionKind Kind, int Terms)
{
    /// <summary>Where its integers stand; -1 without any.</summary>
    public int Row { get; init; } = -1;

    /// <summary>Slots that only it knows; -1 without any.</summary>
    public int State { get; init; } = -1;

    /// <summary>Buffer of what else it draws; -1 where it needs none.</summary>
    public int Normals { get; init; } = -1;

    /// <summary>Buffer of its steps' variances; -1 where they are one and the same.</summary>
    public int Variances { get; init; } = -1;
}

/// <summary>Plans what a price does between its jumps, by the kind of its process.</summary>
internal static class DiffusionPlanner
{
    /// <summary>Plans an asset's diffusion.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Nothing diffuses a process of this kind.
    /// </exception>
    public static PlannedDiffusion Add(Scenario scenario, PlanBuilder tables, Asset asset)
    {
        double stepYears = AssetMoments.Years(scenario.StepSeconds);
        return asset.Process switch
        {
            GbmProcess { Schedule: [_, ..] } process => Scheduled(
                scenario, tables, process.Schedule, process.DriftPerYear,
                process.VolatilityPerYear, 0),
            MertonProcess { Schedule: [_, ..] } process => Scheduled(
                scenario, tables, process.Schedule, process.DriftPerYear,
                process.VolatilityPerYear, process.Compensation),
            ConstantProcess or PeggedProcess or GbmProcess or MertonProcess =>
                Brownian(tables, scenario.MomentsOf(asset), stepYears),
            HestonProcess process =>
                Heston(tables, process, process.DriftPerYear, stepYears),
            BatesProcess process =>
                Heston(tables, process.Diffusion, process.DiffusionDrift, stepYears),
            OrnsteinUhlenbeckProcess process => Reverting(tables, process, stepYears),
            RegimeSwitchingProcess process => RegimeSwitching(tables, process, stepYears),
            PeriodProcess process => PeriodPlanner.Add(scenario, tables, process),
            HistoryProcess process => History(scenario, tables, process),
            _ => throw new ArgumentOutOfRangeException(
                nameof(asset), asset.Process, "No diffusion of this process."),
        };
    }

    private static PlannedDiffusion Brownian(
        PlanBuilder tables, AssetMoments moments, double stepYears) => new(
            moments.Volatility > 0 ? DiffusionKind.Brownian : DiffusionKind.None,
            tables.AddTerms(new BrownianTerms<double>
            {
                Drift = moments.DiffusionDrift * stepYears,
                Deviation = moments.Volatility * Math.Sqrt(stepYears),
            }));

    private static PlannedDiffusion History(
        Scenario scenario, PlanBuilder tables, HistoryProcess process) => new(
            DiffusionKind.History, -1)
        {
            Row = tables.AddRow(new HistoryRow
            {
                Logs = tables.AddReals(process.Logs),
                Starts = tables.AddReals(process.Starts.Select(start => (double)start)),
                Windows = process.Starts.Count,
                Stride = process.Stride,
                Stream = PeriodPlanner.StreamOf(scenario, process),
            }),
            State = tables.ReserveSlots(HistoryState.Width),
        };

    private static PlannedDiffusion Scheduled(
        Scenario scenario, PlanBuilder tables, IReadOnlyList<ScheduledChange> schedule,
        double drift, double volatility, double compensation)
    {
        double stepYears = AssetMoments.Years(scenario.StepSeconds);
        int Add(double drift, double volatility) => tables.AddTerms(new BrownianTerms<double>
        {
            Drift = (drift - compensation - (0.5 * volatility * volatility)) * stepYears,
            Deviation = volatility * Math.Sqrt(stepYears),
        });
        int first = Add(drift, volatility);
        foreach (ScheduledChange change in schedule)
        {
            Add(change.DriftPerYear, change.VolatilityPerYear);
        }

        return new(DiffusionKind.Scheduled, first)
        {
            Row = tables.AddRow(new ScheduleRow
            {
                Parts = schedule.Count + 1,
                Ends = tables.AddIntegers(schedule
                    .Select(change => (int)Math.Round(change.AtSeconds / scenario.StepSeconds))
                    .Append(int.MaxValue)),
            }),
            Variances = tables.ReserveBuffer(),
        };
    }

    private static PlannedDiffusion Reverting(
        PlanBuilder tables, OrnsteinUhlenbeckProcess process, double stepYears)
    {
        double rate = process.MeanReversion * stepYears;
        double kept = Math.Exp(-rate);
        return new(
            DiffusionKind.OrnsteinUhlenbeck, tables.AddTerms(new ReversionTerms<double>
            {
                Kept = kept,
                Pull = process.LogMean * (1 - kept),
                Deviation = StepMoments.Deviation(
                    process.MeanReversion, process.VolatilityPerYear, stepYears),
                Rate = rate,
            }));
    }

    private static PlannedDiffusion RegimeSwitching(
        PlanBuilder tables, RegimeSwitchingProcess process, double stepYears) => new(
            DiffusionKind.RegimeSwitching,
            RegimePlanner.ForEach(process.Chain, regime =>
            {
                AssetMoments moments = process.MomentsIn(regime, stepYears);
                return tables.AddTerms(new BrownianTerms<double>
                {
                    Drift = moments.DiffusionDrift * stepYears,
                    Deviation = moments.Volatility * Math.Sqrt(stepYears),
                });
            }))
        {
            Variances = tables.ReserveBuffer(),
        };

    // A variance that does not move by chance is correlated with nothing.
    private static PlannedDiffusion Heston(
        PlanBuilder tables, HestonProcess process, double drift, double stepYears)
    {
        double xi = process.VolatilityOfVariance;
        double correlation = xi > 0 ? process.PriceVarianceCorrelation : 0;
        double rest = 1 - (correlation * correlation);
        double spread = process.Spread(stepYears);
        double leverage = correlation * (1 + (0.5 * process.MeanReversion * stepYears));
        double kept = Math.Exp(-process.MeanReversion * stepYears);
        double pull = process.LongRunVariance * process.MeanReversion * spread;
        double weight = leverage - (0.25 * stepYears * correlation * correlation * xi);
        int terms = tables.AddTerms(new HestonTerms<double>
        {
            Start = process.InitialVariance,
            Drift = drift * stepYears,
            Kept = kept,
            Pull = pull,
            SpreadKept = spread * kept,
            SpreadPull = spread * 0.5 * pull,
            Xi = xi,
            HalfXi = 0.5 * xi,
            MinusHalfSquareXi = -0.5 * xi * xi,
            InverseXi = xi > 0 ? 1 / xi : 0,
            Correlation = correlation,
            Rest = Math.Sqrt(rest),
            HalfStep = 0.5 * stepYears,
            HalfOwn = 0.5 * stepYears * rest,
            MinusHalf = -0.25 * stepYears * rest,
            Move = leverage - (0.25 * stepYears * xi),
            Weight = weight,
            HalfSquareWeight = 0.5 * weight * weight,
        });
        return new(DiffusionKind.Heston, terms)
        {
            State = tables.ReserveSlots(HestonState.Width),
            Normals = tables.ReserveBuffer(),
            Variances = tables.ReserveBuffer(),
        };
    }
}
