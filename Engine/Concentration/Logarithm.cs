using GpuRisk.Kernels.Lanes;
using Numbers = GpuRisk.Kernels.Numerics.Elementary<
    GpuRisk.Kernels.Lanes.Real64, GpuRisk.Kernels.Lanes.Word64,
    GpuRisk.Kernels.Numerics.Float64<
        GpuRisk.Kernels.Lanes.Real64, GpuRisk.Kernels.Lanes.Word64>>;

namespace GpuRisk.Engine.Concentration;

/// <summary>The natural logarithm, which is the same bits on every machine.</summary>
internal static class Logarithm
{
    /// <summary>The logarithm of a positive normal number.</summary>
    internal static double Of(double value) => Numbers.Log(new Real64(value)).Value;
}
