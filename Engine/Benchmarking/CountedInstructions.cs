using GpuRisk.Engine.Planning;
using GpuRisk.Kernels.Models;

namespace GpuRisk.Engine.Benchmarking;

/// <summary>How many instructions a path-step takes in float32, counted in the compilers' output:
/// docs/kernels.md. Of prices, that of an asset that neither jumps nor is correlated; of random
/// numbers, one uniform.</summary>
public static class CountedInstructions
{
    private const double PathStepsOfVectorBlock = 4 * 16;
    private const double PathStepsOfThreadBlock = 4;

    private static readonly Dictionary<ModelCode, Counts> Counted = new()
    {
        [ModelCode.Of<PricesModel>()] = new(227, 236),
        [ModelCode.Of<RandomNumbersModel>()] = new(129, 117),
    };

    /// <summary>Vector instructions at 512 bits, whose registers hold sixteen paths.</summary>
    /// <returns>Null for models that have not been counted.</returns>
    public static double? OfVectors(ModelCode model) =>
        Counted.TryGetValue(model, out Counts counts)
            ? counts.VectorBlock / PathStepsOfVectorBlock : null;

    /// <summary>PTX instructions of a GPU's thread.</summary>
    /// <returns>Null for models that have not been counted.</returns>
    public static double? OfThread(ModelCode model) =>
        Counted.TryGetValue(model, out Counts counts)
            ? counts.ThreadBlock / PathStepsOfThreadBlock : null;

    private readonly record struct Counts(int VectorBlock, int ThreadBlock);
}
