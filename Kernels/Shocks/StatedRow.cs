using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Shocks;

/// <summary>The integers of what a scenario states of some steps, such as a factor.</summary>
[Row]
public partial struct StatedRow
{
    /// <summary>The first of the steps.</summary>
    public required int First;

    /// <summary>How many steps.</summary>
    public required int Steps;

    /// <summary>Real: the value in each of them.</summary>
    public required int Value;
}
