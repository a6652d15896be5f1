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
        PriceDependence dependence = PriceDependence.Of(scenario);
        double[,] factor = dependence.Diffusion.CholeskyFactor()
            ?? throw new ArgumentException("The diffusions' correlations are no correlations.");
        var metrics = new PriceMetrics(scenario, dependence, tables);
        var assets = new AssetRow[count];
        for (int i = 0; i < count; i++)
        {
            assets[i] = Asset(scenario, tables, dependence, factor, i, metrics.Add(i));
            tables.SetRow(rows + (i * AssetRow.Width), assets[i]);
        }

        IReadOnlyList<Arrivals> arrivals = Arrivals.Of(dependence);
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
            Correlated = IsCorrelated(dependence.Diffusion) ? 1 : 0,
            Model = tables.Integers.Count,
            Offsets = -1,
            Gas = -1,
            Volume = -1,
            Shocks = -1,
            Arrivals = arrivals.Count,
            ArrivalRows = arrivalRows,
            Moves = moves,
            MoveRows = moveRows,
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
        Scenario scenario, PlanBuilder tables, PriceDependence dependence, double[,] factor,
        int index, int outcomes)
    {
        Asset asset = scenario.Assets[index];
        bool jumps = dependence.Alone[index].PerYear > 0
            || dependence.Layers.Any(layer => layer.Members.Any(m => m.Asset == index))
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
            Factors = tables.AddReals(
                Enumerable.Range(0, index + 1).Select(j => factor[index, j])),
            Diffusion = (int)diffusion.Kind,
            DiffusionTerms = diffusion.Terms,
            DiffusionRow = diffusion.Row,
            DiffusionState = diffusion.State,
            Normals = diffusion.Normals,
            Variances = diffusion.Variances,
            Jumps = jumps ? 1 : 0,
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

    private static void AddArrivals(
        Scenario scenario, PlanBuilder tables, Arrivals arrivals, int assetRows, int row)
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

        tables.SetRow(row, new ArrivalRow
        {
            MeanGap = tables.AddReals(1 / perStep),
            State = tables.ReserveSlots(ArrivalState.Width),
            Stream = (int)arrivals.Stream,
            Factors = layer.Factors,
            // Two normals come with the arrival, further ones four at a time.
            Normals = tables.ReserveSlots(2 + (4 * ((Math.Max(layer.Factors, 2) + 1) / 4))),
            Members = layer.Members.Count,
            MemberRows = members,
        });
    }

    // The jumps of an asset alone, and those that several have in common.
    private readonly record struct Arrivals(JumpLayer Layer, uint Stream)
    {
        // A layer draws two normals at a time from its first stream, and four from further ones.
        private const uint StreamsOfLayer = PriceHeader.MaximumAssets;

        public static IReadOnlyList<Arrivals> Of(PriceDependence dependence) =>
        [
            .. dependence.Alone
                .Select((law, asset) => (Law: law, Asset: asset))
                .Where(alone => alone.Law.PerYear > 0)
                .Select(alone => new Arrivals(
                    Alone(alone.Law, alone.Asset), Streams.Jumps + (uint)alone.Asset)),
            .. dependence.Layers.Select((layer, i) => new Arrivals(
                layer, Streams.CommonJumps + ((uint)i * StreamsOfLayer))),
        ];

        private static JumpLayer Alone(JumpLaw law, int asset) =>
            new(law.PerYear, 1, [new JumpLayerMember(asset, law.Mean, [law.StdDev])]);
    }
}
