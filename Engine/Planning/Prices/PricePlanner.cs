using GpuRisk.Engine.Planning.Tilts;
using GpuRisk.Engine.Results;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Prices;

/// <summary>Plans the assets' prices.</summary>
internal static class PricePlanner
{
    public static IReadOnlyList<PriceCheck> Add(Scenario scenario, PlanBuilder tables)
    {
        int count = scenario.Assets.Count;
        tables.ReserveRow<PriceHeader>();
        int rows = tables.ReserveRows<AssetRow>(count);
        IReadOnlyList<PriceDependence> dependence = PriceDependence.InRegimes(scenario);
        var metrics = new PriceMetrics(scenario, dependence[0], tables);
        int regimes = RegimePlanner.Add(scenario, tables);
        var assets = new AssetRow[count];
        for (int i = 0; i < count; i++)
        {
            tables.AssetOutcomes.Add(metrics.Add(i));
            assets[i] = Asset(scenario, tables, dependence, i, tables.AssetOutcomes[i]);
            tables.SetRow(rows + (i * AssetRow.Width), assets[i]);
            if ((DiffusionKind)assets[i].Diffusion is not (DiffusionKind.None
                or DiffusionKind.History))
            {
                tables.Drivers.Add(new(
                    scenario.Assets[i].Name, DriverKind.Normals, Streams.Diffusion + (uint)i));
            }
        }

        IReadOnlyList<PlannedArrivals> arrivals = PlannedArrivals.Of(dependence);
        int arrivalRows = tables.ReserveRows<ArrivalRow>(arrivals.Count);
        for (int i = 0; i < arrivals.Count; i++)
        {
            AddArrivals(
                scenario, tables, arrivals[i], rows, arrivalRows + (i * ArrivalRow.Width));
        }

        (int moves, int moveRows) = AddMoves(scenario, tables, rows);
        tables.Prices = new()
        {
            Steps = scenario.Steps,
            Assets = count,
            Together = dependence.Any(d => IsCorrelated(d.Diffusion))
                ? PriceHeader.DrawnTogether
                : 0,
            Model = tables.Integers.Count,
            Offsets = -1,
            Gas = -1,
            Volume = -1,
            Shocks = -1,
            Arrivals = arrivals.Count,
            ArrivalRows = arrivalRows,
            Moves = moves,
            MoveRows = moveRows,
            Regimes = regimes,
            Buffers = 0,
        };
        return metrics.Checks;
    }

    private static bool IsCorrelated(CorrelationMatrix diffusion)
    {
        for (int i = 0; i < diffusion.Size; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (diffusion[i, j] != 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static AssetRow Asset(
        Scenario scenario, PlanBuilder tables, IReadOnlyList<PriceDependence> dependence,
        int index, int outcomes)
    {
        Asset asset = scenario.Assets[index];
        bool jumps = dependence.Any(d => d.Alone[index].PerYear > 0
            || d.Layers.Any(layer => layer.Members.Any(m => m.Asset == index)))
            || scenario.StatedMove(asset) is not null;
        bool follows = asset.Process is PeggedProcess;
        PlannedDiffusion diffusion = DiffusionPlanner.Add(scenario, tables, asset);
        int diffused = tables.ReserveBuffer();
        return new()
        {
            Terms = tables.AddTerms(new AssetTerms<double>
            {
                Price = asset.PriceUsd,
                ExpectedLogReturn = (scenario.MomentsOf(asset).Mean
                    * AssetMoments.Years(scenario.HorizonSeconds))
                    + (scenario.StatedMove(asset) ?? 0),
            }),
            State = tables.ReserveSlots(AssetState.Width),
            Outcomes = outcomes,
            Factors = AddFactors(scenario, tables, dependence, index),
            Diffusion = (int)diffusion.Kind,
            DiffusionTerms = diffusion.Terms,
            DiffusionRow = diffusion.Row,
            DiffusionState = diffusion.State,
            Normals = diffusion.Normals,
            Variances = diffusion.Variances,
            Jumps = jumps ? 1 : 0,
            Forgets = asset.Process is OrnsteinUhlenbeckProcess ? diffusion.Terms : -1,
            Follows = follows ? 1 : 0,
            Diffused = diffused,
            Logs = jumps || follows ? tables.ReserveBuffer() : diffused,
            Sizes = jumps ? tables.ReserveBuffers(ArrivalRow.BlocksAhead) : -1,
        };
    }

    private static (int Count, int Rows) AddMoves(
        Scenario scenario, PlanBuilder tables, int assetRows)
    {
        (StatedShock Shock, StatedMove Move)[] moves = [.. scenario.Shocks
            .SelectMany(shock => shock.Prices.Select(move => (shock, move)))];
        int rows = tables.ReserveRows<StatedMoveRow>(moves.Length);
        for (int i = 0; i < moves.Length; i++)
        {
            (StatedShock shock, StatedMove move) = moves[i];
            tables.SetRow(rows + (i * StatedMoveRow.Width), new StatedMoveRow
            {
                Asset = assetRows + (move.Asset.Index * AssetRow.Width),
                First = shock.FirstStep(scenario),
                Steps = shock.Steps(scenario),
                Size = tables.AddReals(move.Log / shock.Steps(scenario)),
            });
        }

        return (moves.Length, rows);
    }

    private static int AddFactors(
        Scenario scenario, PlanBuilder tables, IReadOnlyList<PriceDependence> dependence,
        int index)
    {
        int Add(int regime)
        {
            double[,] factor = dependence[regime].Diffusion.CholeskyFactor()
                ?? throw new ArgumentException("The diffusions' correlations are none.");
            return tables.AddReals(
                Enumerable.Range(0, index + 1).Select(j => factor[index, j]));
        }

        return scenario.Regimes is { Correlate: true } chain
            ? RegimePlanner.ForEach(chain, Add)
            : Add(0);
    }

    private static void AddArrivals(
        Scenario scenario, PlanBuilder tables, PlannedArrivals arrivals, int assetRows, int row)
    {
        JumpLayer layer = arrivals.Layer;
        double perStep = layer.PerYear * AssetMoments.Years(scenario.StepSeconds);
        int members = tables.ReserveRows<JumpRow>(layer.Members.Count);
        for (int i = 0; i < layer.Members.Count; i++)
        {
            JumpLayerMember member = layer.Members[i];
            tables.SetRow(members + (i * JumpRow.Width), new JumpRow
            {
                Asset = assetRows + (member.Asset * AssetRow.Width),
                Sizes = tables.AddReals(member.Loadings.Prepend(member.Mean)),
            });
        }

        int gap = tables.AddReals(1 / perStep);
        int state = tables.ReserveSlots(ArrivalState.Width);
        string names = string.Join(
            ", ", layer.Members.Select(member => scenario.Assets[member.Asset].Name));
        double mean = perStep * scenario.Steps;
        bool vary = layer.Members.Any(member => member.Loadings[0] != 0);
        int marks = -1;
        if (scenario.Rare is not null && vary)
        {
            marks = PlannedMarks.Add(tables, $"{names} jumps", arrivals.Stream, gap, mean);
        }
        else
        {
            tables.Drivers.Add(new($"{names} jumps", DriverKind.Arrivals, arrivals.Stream)
            {
                Real = gap,
                Rate = mean,
                Drawn = state + ArrivalState.Drawn,
            });
        }

        tables.SetRow(row, new ArrivalRow
        {
            MeanGap = gap,
            State = state,
            Stream = (int)arrivals.Stream,
            Regime = arrivals.Regime,
            Factors = layer.Factors,
            // Two normals come with the arrival, further ones four at a time.
            Normals = tables.ReserveSlots(2 + (4 * ((Math.Max(layer.Factors, 2) + 1) / 4))),
            Members = layer.Members.Count,
            MemberRows = members,
            Marks = marks,
        });
    }
}
