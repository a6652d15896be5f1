using GpuRisk.Engine.Planning;

namespace GpuRisk.Engine.Benchmarking;

/// <summary>How many instructions a path-step takes in float32, counted in the compilers' output:
/// docs/kernels.md. Of prices, that of an asset that neither jumps nor is correlated; of random
/// numbers, one uniform.</summary>
public static class CountedInstructions
{
    private const double PathStepsOfVectorBlock = 4 * 16;
    private const double PathStepsOfThreadBlock = 4;

    /// <summary>Vector instructions at 512 bits, whose registers hold sixteen paths.</summary>
    /// <returns>Null for models that have not been counted.</returns>
    public static double? OfVectors(ModelKind model) => model switch
    {
        ModelKind.Prices => 227 / PathStepsOfVectorBlock,
        ModelKind.RandomNumbers => 129 / PathStepsOfVectorBlock,
        _ when Enum.IsDefined(model) => null,
        _ => throw new ArgumentOutOfRangeException(nameof(model), model, "Unknown model."),
    };

    /// <summary>PTX instructions of a GPU's thread.</summary>
    /// <returns>Null for models that have not been counted.</returns>
    public static double? OfThread(ModelKind model) => model switch
    {
        ModelKind.Prices => 236 / PathStepsOfThreadBlock,
        ModelKind.RandomNumbers => 117 / PathStepsOfThreadBlock,
        _ when Enum.IsDefined(model) => null,
        _ => throw new ArgumentOutOfRangeException(nameof(model), model, "Unknown model."),
    };
}
