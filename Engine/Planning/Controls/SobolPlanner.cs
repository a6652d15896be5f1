using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Controls;

/// <summary>Plans Brownian motions of Sobol points.</summary>
internal static class SobolPlanner
{
    /// <summary>Adds them and tells where their row stands.</summary>
    public static int Add(Scenario scenario, PlanBuilder tables)
    {
        int[] assets = [.. tables.Drivers
            .Where(driver => driver.Kind == DriverKind.Normals
                && driver.Stream < Streams.Diffusion + PriceHeader.MaximumAssets)
            .Select(driver => (int)(driver.Stream - Streams.Diffusion))];
        if (assets.Length == 0)
        {
            throw new ScenarioException([scenario.Sampling!.Wrong(
                "but no price here moves by normals; allowed where one diffuses")]);
        }

        int steps = scenario.Steps;
        int most = SobolDirections.Dimensions / assets.Length;
        int segment = (steps + most - 1) / most;
        int nodes = (steps + segment - 1) / segment;
        int Time(int node) => Math.Min(node * segment, steps);
        PlannedRows nodeRows = tables.AddRows(
            [.. Bridge(nodes).Select(node => Row(node, Time, tables))]);
        PlannedRows motions = tables.AddRows([.. assets.Select(asset => new MotionRow
        {
            Asset = asset,
            State = tables.ReserveSlots(1 + nodes),
        })]);
        return tables.AddRow(new SobolRow
        {
            Steps = steps,
            Segment = segment,
            Nodes = nodes,
            NodeRows = nodeRows.First,
            Shares = tables.AddReals(Enumerable.Range(0, segment + 1).SelectMany(Share)),
            Directions = tables.AddIntegers(Enumerable.Range(0, nodes * assets.Length)
                .SelectMany(SobolDirections.Reversed)),
            Motions = assets.Length,
            MotionRows = motions.First,
        });
    }

    /// <summary>Nodes 1 to a number in the order of a bridge: the last one, then the middle of each
    /// gap, wide gaps first.</summary>
    internal static IEnumerable<(int Index, int Left, int Right)> Bridge(int nodes)
    {
        yield return (nodes, 0, 0);
        var gaps = new Queue<(int Left, int Right)>([(0, nodes)]);
        while (gaps.TryDequeue(out (int Left, int Right) gap))
        {
            if (gap.Right - gap.Left < 2) continue;
            int middle = (gap.Left + gap.Right) / 2;
            yield return (middle, gap.Left, gap.Right);
            gaps.Enqueue((gap.Left, middle));
            gaps.Enqueue((middle, gap.Right));
        }
    }

    private static NodeRow Row(
        (int Index, int Left, int Right) node, Func<int, int> time, PlanBuilder tables)
    {
        double before = time(node.Index) - time(node.Left);
        double after = time(node.Right) - time(node.Index);
        bool isLast = node.Right == 0;
        return new NodeRow
        {
            Index = node.Index,
            Left = node.Left,
            Right = node.Right,
            Terms = tables.AddTerms(new NodeTerms<double>
            {
                Left = isLast ? 0 : after / (before + after),
                Right = isLast ? 0 : before / (before + after),
                Deviation = Math.Sqrt(isLast ? before : before * after / (before + after)),
            }),
        };
    }

    // Of a Brownian bridge over so many steps: what the first takes of the way, and its deviation.
    private static IEnumerable<double> Share(int left) => left == 0
        ? [0, 0]
        : [1.0 / left, Math.Sqrt((left - 1.0) / left)];
}
