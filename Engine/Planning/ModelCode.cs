using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Engine.Planning;

/// <summary>A model's code, for every device to take its entry point of.</summary>
public abstract class ModelCode
{
    private ModelCode()
    {
    }

    /// <summary>The code of a model.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    public static ModelCode Of<TModel>()
        where TModel : struct, IModel => Code<TModel>.Instance;

    /// <summary>The model's name.</summary>
    public abstract override string ToString();

    /// <summary>The entry point that ILGPU compiles.</summary>
    /// <typeparam name="R">The lane.</typeparam>
    /// <typeparam name="W">Its words.</typeparam>
    public abstract Action<DeviceBuffers<R>, PathChunk> DeviceEntry<R, W>()
        where R : unmanaged, IReal<R, W>
        where W : unmanaged, IWord<W>;

    /// <summary>The function that simulates a register of paths on the processor.</summary>
    /// <typeparam name="R">The lane.</typeparam>
    /// <typeparam name="W">Its words.</typeparam>
    public abstract unsafe delegate*<SimdContext<R, W>, void> SimdEntry<R, W>()
        where R : unmanaged, ISimdReal<R, W>
        where W : unmanaged, IWord<W>;

    /// <summary>Simulates a context's paths.</summary>
    internal abstract void Simulate<R, W, C>(C context)
        where R : unmanaged, IReal<R, W>
        where W : unmanaged, IWord<W>
        where C : struct, IPathContext<R, W>;

    private sealed class Code<TModel> : ModelCode
        where TModel : struct, IModel
    {
        public static Code<TModel> Instance { get; } = new();

        public override string ToString() => typeof(TModel).Name;

        public override Action<DeviceBuffers<R>, PathChunk> DeviceEntry<R, W>() =>
            DeviceKernel.Simulate<R, W, TModel>;

        public override unsafe delegate*<SimdContext<R, W>, void> SimdEntry<R, W>() =>
            &TModel.Simulate<R, W, SimdContext<R, W>>;

        internal override void Simulate<R, W, C>(C context) =>
            TModel.Simulate<R, W, C>(context);
    }
}
