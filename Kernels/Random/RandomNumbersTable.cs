using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Random;

/// <summary>Where the numbers of a plan of random numbers stand.</summary>
public static class RandomNumbersTable
{
    /// <summary>Integer: number of steps, where every plan has it.</summary>
    public const int Steps = PriceHeader.PlaceOf.Steps;

    /// <summary>Integers of the plan.</summary>
    public const int Integers = 1;

    /// <summary>Real: one over the number of uniforms.</summary>
    public const int InverseCount = 0;

    /// <summary>Metric: the mean of the uniforms.</summary>
    public const int Mean = 0;
}
