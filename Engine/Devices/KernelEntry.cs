using GpuRisk.Engine.Planning;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Models;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Engine.Devices;

/// <summary>The entry points that ILGPU compiles.</summary>
public static class KernelEntry
{
    /// <summary>A model's entry point on scalar lanes.</summary>
    public static Action<DeviceBuffers<R>, PathChunk> Of<R, W>(ModelKind model)
        where R : unmanaged, IReal<R, W>
        where W : unmanaged, IWord<W> => model switch
        {
            ModelKind.RandomNumbers => DeviceKernel.Simulate<
                R, W, RandomNumbersModel<R, W, DeviceContext<R, W>>>,
            ModelKind.Prices => DeviceKernel.Simulate<
                R, W, PricesModel<R, W, DeviceContext<R, W>>>,
            ModelKind.ImpermanentLoss => DeviceKernel.Simulate<
                R, W, ImpermanentLossModel<R, W, DeviceContext<R, W>>>,
            ModelKind.Liquidation => DeviceKernel.Simulate<
                R, W, LiquidationModel<R, W, DeviceContext<R, W>>>,
            ModelKind.Depeg => DeviceKernel.Simulate<
                R, W, DepegModel<R, W, DeviceContext<R, W>>>,
            ModelKind.Market => DeviceKernel.Simulate<
                R, W, MarketModel<R, W, DeviceContext<R, W>>>,
            _ => throw new ArgumentOutOfRangeException(nameof(model), model, "Unknown model."),
        };
}
