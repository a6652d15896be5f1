namespace GpuRisk.Kernels.Paths;

/// <summary>The simulation of one lane of paths, from the first step to the outcomes.</summary>
/// <typeparam name="C">The context it runs in.</typeparam>
public interface IModel<C>
{
    /// <summary>Simulates the context's paths.</summary>
    static abstract void Simulate(C context);
}
