namespace GpuRisk.Engine.Planning.Lending;

/// <summary>
/// Where in a sorted list health factors stand: cells of like width from the lowest to where the
/// list is thin, with about a loan each. The last goes on without end.
/// </summary>
internal sealed class ListGuide
{
    // Kernels tell the cell in their own precision, and may be wrong by some of it.
    private const double Margin = 0.25;

    // Of a float's 24 bits this leaves enough for a place within a cell.
    private const int MostCells = 1 << 17;

    // Few loans are safer than this share of them, and they share the last cell.
    private const double Dense = 0.95;

    /// <summary>Cuts health factors into cells.</summary>
    /// <param name="healthFactors">The lowest first.</param>
    public ListGuide(double[] healthFactors)
    {
        HealthFactors = healthFactors;
        double lowest = healthFactors[0];
        double width = healthFactors[(int)(Dense * (healthFactors.Length - 1))] - lowest;
        Cells = width > 0 ? Math.Min(healthFactors.Length, MostCells) : 1;
        CellsPerHealth = width > 0 ? Cells / width : 1;
        Least = new double[Cells];
        Most = new double[Cells];
        for (int i = 0; i < Cells; i++)
        {
            Least[i] = i == 0 ? 0 : Below(lowest + ((i - Margin) / CellsPerHealth));
            Most[i] = i == Cells - 1
                ? healthFactors.Length
                : Below(lowest + ((i + 1 + Margin) / CellsPerHealth));
        }
    }

    /// <summary>The health factors.</summary>
    public double[] HealthFactors { get; }

    /// <summary>Number of cells.</summary>
    public int Cells { get; }

    /// <summary>Cells in a health factor of one.</summary>
    public double CellsPerHealth { get; }

    /// <summary>For each cell, how many loans are below it for certain.</summary>
    public double[] Least { get; }

    /// <summary>For each cell, how many loans are not above it for certain.</summary>
    public double[] Most { get; }

    /// <summary>The most loans that a search has to choose among.</summary>
    public int MostOfACell => (int)Most.Zip(Least, (most, least) => most - least).Max();

    private int Below(double health)
    {
        int place = Array.BinarySearch(HealthFactors, health);
        if (place < 0)
        {
            return ~place;
        }

        while (place > 0 && HealthFactors[place - 1] >= health)
        {
            place--;
        }

        return place;
    }
}
