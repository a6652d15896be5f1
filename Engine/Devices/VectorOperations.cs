using GpuRisk.Engine.Planning;

namespace GpuRisk.Engine.Devices;

/// <summary>How many vector instructions a block of four steps takes at 512 bits in float32,
/// counted in the compiler's output: docs/kernels.md.</summary>
public static class VectorOperations
{
    private const int Steps = 4;
    private const int Prices = 227;
    private const int RandomNumbers = 129;

    /// <summary>Instructions of a block of four steps of one register of paths: of the step of an
    /// asset that neither jumps nor is correlated, or of four uniforms.</summary>
    /// <returns>Null for models that have not been counted.</returns>
    public static int? PerBlock(ModelKind model) => model switch
    {
        ModelKind.Prices => Prices,
        ModelKind.RandomNumbers => RandomNumbers,
        _ => null,
    };

    /// <summary>Path-steps a second that the arithmetic allows.</summary>
    /// <param name="model">The model.</param>
    /// <param name="lanes">Paths in a register: 16.</param>
    /// <param name="instructionsPerSecond">Vector instructions of that width that the machine
    /// executes a second, all threads together.</param>
    /// <returns>Null for models that have not been counted.</returns>
    public static double? Limit(ModelKind model, int lanes, double instructionsPerSecond) =>
        PerBlock(model) is { } instructions
            ? instructionsPerSecond * lanes * Steps / instructions
            : null;
}
