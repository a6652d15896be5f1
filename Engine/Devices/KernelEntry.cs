using GpuRisk.Kernels.Depeg;
using GpuRisk.Kernels.ImpermanentLoss;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Liquidation;
using GpuRisk.Kernels.Market;
using GpuRisk.Kernels.Paths;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Devices;

/// <summary>The entry points that ILGPU compiles.</summary>
public static class KernelEntry
{
    /// <summary>A model's entry point on scalar lanes.</summary>
    public static Action<DeviceBuffers<R>, PathChunk> Of<R, W>(KernelKind kernel)
        where R : unmanaged, IReal<R, W>
        where W : unmanaged, IWord<W> => kernel switch
        {
            KernelKind.ImpermanentLoss => DeviceKernel.Simulate<
                R, W, ImpermanentLossModel<R, W, DeviceContext<R, W>>>,
            KernelKind.Liquidation => DeviceKernel.Simulate<
                R, W, LiquidationModel<R, W, DeviceContext<R, W>>>,
            KernelKind.Depeg => DeviceKernel.Simulate<
                R, W, DepegModel<R, W, DeviceContext<R, W>>>,
            _ => DeviceKernel.Simulate<R, W, MarketModel<R, W, DeviceContext<R, W>>>,
        };
}
