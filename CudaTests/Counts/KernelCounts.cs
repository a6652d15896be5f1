using GpuRisk.CudaTests.Driver;
using GpuRisk.CudaTests.Machine;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;

namespace GpuRisk.CudaTests.Counts;

/// <summary>What a path-step takes on the card, counted while it ran.</summary>
/// <param name="Instructions">PTX instructions of a thread.</param>
/// <param name="Efficiency">Share of a warp's lanes that take part in an instruction.</param>
/// <param name="StateBytes">Bytes of state, read and written.</param>
/// <param name="TableBytes">Bytes of the plan's tables, read.</param>
internal sealed record KernelCounts(
    double Instructions, double Efficiency, double StateBytes, double TableBytes)
{
    // Whole warps: threads without a path execute next to nothing.
    private const int Paths = 64;

    // Views are an address and a length, in the order of DeviceBuffers.
    private const int ViewBytes = 16;
    private const int RealsView = 0;
    private const int IntegersView = 1;
    private const int StateView = 2;

    /// <summary>Runs a plan in float32 and counts the simulation's kernel.</summary>
    public static KernelCounts Of(Plan plan)
    {
        IPathDevice device = EmulatedDevice.Shared;
        var launches = new List<Launch>();
        CudaDriver.Instance.Launched = launch =>
        {
            if (launch.Kernel.Name.Contains("Simulate", StringComparison.Ordinal))
            {
                launches.Add(launch);
            }
        };
        EmulatedDevice.Digest(plan, Paths, Precision.Float32, Paths, device);
        CudaDriver.Instance.Launched = null;
        double pathSteps = (double)Paths * plan.Steps;
        double instructions = launches.Sum(launch => launch.ThreadInstructions);
        double places = launches.Sum(launch => launch.WarpInstructions) * Warp.Lanes;
        double Bytes(int view) => launches.Sum(
            launch => launch.Traffic[launch.Parameter(view * ViewBytes)]) / pathSteps;
        return new(
            instructions / pathSteps, instructions / places,
            Bytes(StateView), Bytes(RealsView) + Bytes(IntegersView));
    }

    /// <summary>The most path-steps a second, by a card's issue slots and its memory.</summary>
    public double Limit(GpuCard card) => Math.Min(
        card.ThreadInstructionsPerSecond * Efficiency / Instructions,
        card.BytesPerSecond / StateBytes);
}
