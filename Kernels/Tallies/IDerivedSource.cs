namespace GpuRisk.Kernels.Tallies;

/// <summary>What derived outcomes are computed from: their tables, and a path's outcomes.</summary>
public interface IDerivedSource
{
    /// <summary>An entry of the table of integers.</summary>
    int Integer(int index);

    /// <summary>An entry of the table of reals.</summary>
    double Real(int index);

    /// <summary>A path's outcome.</summary>
    double Outcome(int metric);

    /// <summary>The nearest number that outcomes can be.</summary>
    double Rounded(double value);
}
