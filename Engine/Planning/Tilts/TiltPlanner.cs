using System.Runtime.InteropServices;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Prices;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Tilts;

/// <summary>Makes room for tilting what a scenario draws.</summary>
internal static class TiltPlanner
{
    // Parts of the horizon in which normals are tilted each for itself.
    private const int Parts = 4;

    /// <summary>Adds it where the scenario is about something rare, when all that draws is planned.
    /// </summary>
    public static void Add(Scenario scenario, PlanBuilder tables)
    {
        if (scenario.Rare is not { } rare)
        {
            return;
        }

        if (tables.Drivers.Count == 0)
        {
            throw new ScenarioException([rare.Figure.Wrong(
                $"found '{rare.Figure.Text}', but nothing here is drawn whose law can be tilted; "
                + "allowed where prices, pegs or gas diffuse, prices jump, reserves are impaired "
                + "or farms run away")]);
        }

        PlannedDriver[] drivers =
            [.. tables.Drivers.SelectMany(driver => PartsOf(driver, tables, scenario.Steps))];
        int rows = tables.ReserveRows<DriverRow>(drivers.Length);
        for (int i = 0; i < drivers.Length; i++)
        {
            PlannedDriver driver = drivers[i];
            tables.SetRow(rows + (i * DriverRow.Width), new DriverRow
            {
                Kind = (int)driver.Kind,
                Stream = (int)driver.Stream,
                First = driver.First,
                End = driver.End,
                Tilt = driver.Real,
                Sum = driver.Drawn >= 0 ? driver.Drawn : tables.ReserveSlots(1),
            });
        }

        int likelihoods =
            tables.AddReals(new double[PlannedTilt.MostLaws * (1 + drivers.Length)]);
        int outcomes = tables.AddMetrics([Metric.Weight, .. drivers.Select(Told)]);
        int row = tables.AddRow(new TiltRow
        {
            Drivers = drivers.Length,
            DriverRows = rows,
            Laws = 1,
            Likelihoods = likelihoods,
            Outcomes = outcomes,
        });
        tables.Prices.Together = row;
        tables.Tilt = new PlannedTilt(
            drivers, tables.Marks, row, likelihoods, outcomes, scenario.Steps);
        tables.Tilt.Write(
            CollectionsMarshal.AsSpan(tables.Reals), [.. drivers.Select(one => one.TrueLaw)]);
    }

    private static IEnumerable<PlannedDriver> PartsOf(
        PlannedDriver driver, PlanBuilder tables, int steps)
    {
        int parts = driver.Kind == DriverKind.Normals ? Math.Min(Parts, steps) : 1;
        return Enumerable.Range(0, parts).Select(part => driver with
        {
            Real = driver.Kind == DriverKind.Normals ? tables.AddReals(0) : driver.Real,
            First = (int)((long)steps * part / parts),
            End = (int)((long)steps * (part + 1) / parts),
        });
    }

    private static Metric Told(PlannedDriver driver, int index) => new(
        Metric.RareSubject, $"driver{index}", "1",
        Math.Max(1, Math.Abs(driver.Mean) + (8 * driver.Deviation)), MetricSense.Level,
        Internal: true);
}
