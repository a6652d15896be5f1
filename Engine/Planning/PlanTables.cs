using GpuRisk.Kernels.Paths;

namespace GpuRisk.Engine.Planning;

/// <summary>
/// The tables that kernels read. Where numbers are uncertain there is a pair of tables for each
/// draw, and 64 paths at a time read the same: which, <see cref="DrawnTables"/> tells.
/// </summary>
public sealed class PlanTables
{
    private readonly double[] _reals;
    private readonly int[] _integers;

    /// <summary>The tables of a plan without uncertain numbers.</summary>
    internal PlanTables(double[] reals, int[] integers)
        : this(reals, integers, 1)
    {
    }

    private PlanTables(double[] reals, int[] integers, int draws)
    {
        _reals = reals;
        _integers = integers;
        Draws = draws;
    }

    /// <summary>How many draws there are, a power of two.</summary>
    public int Draws { get; }

    /// <summary>The reals, draw after draw.</summary>
    public IReadOnlyList<double> Reals => _reals;

    /// <summary>The integers, draw after draw.</summary>
    public IReadOnlyList<int> Integers => _integers;

    /// <summary>How many reals a draw has.</summary>
    public int RealsOfDraw => _reals.Length / Draws;

    /// <summary>How many integers a draw has.</summary>
    public int IntegersOfDraw => _integers.Length / Draws;

    /// <summary>Which of them a path reads.</summary>
    public DrawnTables Drawn => new(Draws, RealsOfDraw, IntegersOfDraw);

    /// <summary>Puts the tables of draws side by side.</summary>
    internal static PlanTables Of(IReadOnlyList<PlanTables> draws)
    {
        int reals = draws.Max(tables => tables._reals.Length);
        int integers = draws.Max(tables => tables._integers.Length);
        var all = new PlanTables(
            new double[draws.Count * reals], new int[draws.Count * integers], draws.Count);
        for (int i = 0; i < draws.Count; i++)
        {
            draws[i]._reals.CopyTo(all._reals, i * reals);
            draws[i]._integers.CopyTo(all._integers, i * integers);
        }

        return all;
    }

    /// <summary>The same with another integer in each draw's table.</summary>
    internal PlanTables With(int place, int integer)
    {
        int[] integers = [.. _integers];
        for (int draw = 0; draw < Draws; draw++)
        {
            integers[(draw * IntegersOfDraw) + place] = integer;
        }

        return new PlanTables(_reals, integers, Draws);
    }
}
