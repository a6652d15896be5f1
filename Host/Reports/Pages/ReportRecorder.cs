using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Kernels.Paths;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>Takes from a run what its report will draw.</summary>
/// <param name="devices">What simulates the fans.</param>
/// <param name="time">The clock.</param>
/// <param name="mostSeconds">What the fans may take; where fewest paths take longer there are none.
/// </param>
internal sealed class ReportRecorder(
    IReadOnlyList<IPathDevice> devices,
    TimeProvider time,
    double mostSeconds = double.PositiveInfinity)
{
    private const int Horizons = 24;
    private const int FewestFanPaths = 256;
    private const int MostFanPaths = 4096;
    private const int MostFans = 12;

    // The fans may take a twentieth of the run's time, or a second of a short run's.
    private const double ShareOfRun = 0.05;
    private const double SecondsAtLeast = 1;

    private static readonly string[] Watched = ["price", "healthFactor"];

    /// <summary>Takes it; runs some paths again for the fans. Where that fails the report goes
    /// without them and says why: the run itself is done.</summary>
    public ReportData Record(CompletedRun run, CancellationToken cancellation)
    {
        Scenario scenario = run.Plan.Scenario;
        List<MetricTally> published =
            [.. run.Tally.Metrics.Where(tally => !tally.Metric.Internal)];
        string[] watched = [.. published
            .Where(tally => Watched.Contains(tally.Metric.Quantity))
            .Where(tally => tally.Minimum < tally.Maximum)
            .Take(MostFans)
            .Select(tally => tally.Metric.Name)];
        int fanPaths = FanPaths(run);
        List<Fan> fans = [];
        List<string> notes = [];
        try
        {
            fans = watched.Length == 0 || fanPaths == 0
                ? []
                : Fans(run, watched, fanPaths, cancellation);
            if (watched.Length > 0 && fanPaths == 0)
            {
                notes.Add("How prices spread over time is not drawn: it would take too long.");
            }
        }
        catch (Exception error) when (error is DeviceException or TallyFaultException)
        {
            notes.Add($"How prices spread over time is not drawn: {error.Message}");
        }

        return new ReportData(
            ReportData.SchemaName,
            scenario.Description.Trim(),
            scenario.HorizonSeconds,
            scenario.StepSeconds,
            Headline.Of(run.Plan),
            published
                .Select(tally => tally.Metric.Subject)
                .Distinct()
                .ToDictionary(name => name, name => Subjects.Describe(scenario, name)),
            MetricPictures.Of(run.Tally),
            fanPaths,
            fans,
            notes);
    }

    private int FanPaths(CompletedRun run)
    {
        double seconds = run.Result.Timing.Seconds;
        double perPath = seconds / Math.Max(run.Result.Paths, 1);
        double budget = Math.Min(Math.Max(ShareOfRun * seconds, SecondsAtLeast), mostSeconds);
        double secondsPerPath = perPath * 0.5 * Horizons;
        double affordable = budget / secondsPerPath;
        int draws = run.Plan.Draws;

        // Fewer paths than meet all draws of uncertain numbers would not show how far they spread.
        int fewest = draws > 1 ? draws * DrawnTables.Paths : FewestFanPaths;
        int paths = Math.Max(MostFanPaths, fewest);
        while (paths > fewest && paths > affordable)
        {
            paths /= 2;
        }

        return paths * secondsPerPath > mostSeconds
            ? 0
            : (int)Math.Min(paths, run.Result.Paths);
    }

    private List<Fan> Fans(
        CompletedRun run, string[] metrics, int paths, CancellationToken cancellation)
    {
        double step = run.Plan.Scenario.StepSeconds;
        return [.. Trajectory
            .Of(
                new PathRunner(devices, time), run.Plan,
                run.Options with { Paths = paths, ChunkPaths = null, Samples = null }, metrics,
                Horizons,
                cancellation)
            .Where(trajectory => trajectory.Points.Count > 0)
            .Select(trajectory => new Fan(
                trajectory.Metric.Name, trajectory.Metric.Unit,
                [.. trajectory.Points.Select(point => new FanPoint(
                    point.Step * step, point.P05, point.P25, point.P50, point.P75, point.P95))]))];
    }
}
