using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Models;

/// <summary>The integers of a plan of random numbers.</summary>
[Row]
public partial struct RandomNumbersRow
{
    /// <summary>Real: one over the number of uniforms.</summary>
    public required int InverseCount;

    /// <summary>Its outcome: the mean of the uniforms.</summary>
    public required int Mean;
}
