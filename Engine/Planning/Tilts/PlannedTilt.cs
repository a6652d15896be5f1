using GpuRisk.Kernels.Prices;

namespace GpuRisk.Engine.Planning.Tilts;

/// <summary>Where a plan can be tilted.</summary>
/// <param name="Drivers">What can.</param>
/// <param name="Marks">Jumps in classes by size.</param>
/// <param name="Row">Where the row of the tilts stands.</param>
/// <param name="Likelihoods">Where the reals of the laws begin.</param>
/// <param name="Outcomes">The outcome that is a path's weight; the drivers' sums follow.</param>
/// <param name="Steps">Steps of the horizon.</param>
internal sealed record PlannedTilt(
    IReadOnlyList<PlannedDriver> Drivers, IReadOnlyList<PlannedMarks> Marks, int Row,
    int Likelihoods, int Outcomes, int Steps)
{
    /// <summary>The most laws of a mixture.</summary>
    public const int MostLaws = 128;

    /// <summary>The tables of each turn of a mixture.</summary>
    /// <param name="nominal">Those of the true law.</param>
    /// <param name="mixture">The mixture.</param>
    public PlanTables Tables(PlanTables nominal, TiltMixture mixture)
    {
        double[] reals = [.. nominal.Reals];
        int[] integers = [.. nominal.Integers];
        integers[Row + TiltRow.PlaceOf.Laws] = mixture.Laws.Count;
        int at = Likelihoods;
        for (int law = 0; law < mixture.Laws.Count; law++)
        {
            (double Constant, double OfSum)[] ratios = [.. Drivers.Zip(
                mixture.Laws[law], (driver, one) => driver.LogRatio(one))];
            reals[at++] = Math.Log(mixture.ShareOf(law)) + ratios.Sum(ratio => ratio.Constant);
            foreach ((_, double ofSum) in ratios)
            {
                reals[at++] = ofSum;
            }
        }

        return PlanTables.Of([.. mixture.Turns.Select(
            turn => new PlanTables(Tilted(reals, mixture.Laws[turn]), integers))]);
    }

    private double[] Tilted(double[] reals, IReadOnlyList<double> laws)
    {
        double[] tilted = [.. reals];
        Write(tilted, laws);
        return tilted;
    }

    /// <summary>Writes what the kernel draws by.</summary>
    /// <param name="reals">The table.</param>
    /// <param name="laws">The law of each driver.</param>
    public void Write(Span<double> reals, IReadOnlyList<double> laws)
    {
        for (int i = 0; i < Drivers.Count; i++)
        {
            if (Drivers[i].Real >= 0)
            {
                reals[Drivers[i].Real] = Drivers[i].RealOf(laws[i], Steps);
            }

            if (Drivers[i].Part >= 0)
            {
                reals[Drivers[i].Part] = Drivers[i].PartOfRate * laws[i];
            }
        }

        foreach (PlannedMarks marks in Marks)
        {
            marks.Write(
                reals,
                [.. laws.Where((_, i) => Drivers[i].Marks == marks.Terms)],
                Steps);
        }
    }
}
