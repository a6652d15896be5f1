using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Lending;

/// <summary>The integers of random numbers that tell how low a price falls between steps: of one
/// price there is one path, whoever watches it.</summary>
[Row]
public partial struct CrossingRow
{
    /// <summary>Their stream.</summary>
    public required int Stream;

    /// <summary>The buffer that holds -2 ln(uniform) for each step.</summary>
    public required int Spreads;
}
