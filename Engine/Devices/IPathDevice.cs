using GpuRisk.Engine.Planning;

namespace GpuRisk.Engine.Devices;

/// <summary>Something that simulates paths.</summary>
public interface IPathDevice : IDisposable
{
    /// <summary>What a user calls it: <c>simd</c>, <c>cpu</c>, <c>opencl:0</c>, <c>cuda:0</c>.
    /// </summary>
    string Id { get; }

    /// <summary>What its maker calls it.</summary>
    string Name { get; }

    /// <summary>Its size, its driver's version and the precisions it has.</summary>
    string Detail { get; }

    /// <summary>How many workers keep it busy.</summary>
    int Workers { get; }

    /// <summary>How many workers keep it busy with a plan.</summary>
    int WorkersFor(Plan plan) => Workers;

    /// <summary>What a user should know of it, one sentence; null for nothing.</summary>
    string? Warning => null;

    /// <summary>Who simulates what it could not, should it fail; null for nobody.</summary>
    IPathDevice? Standby => null;

    /// <summary>What its start took so far.</summary>
    DeviceStart Start { get; }

    /// <summary>
    /// Makes a worker for a plan: compiles the kernel unless that is done, and takes memory. A
    /// worker is used by one thread at a time.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="precision">The precision to simulate in.</param>
    /// <exception cref="NotSupportedException">The device cannot compute in that precision.
    /// </exception>
    IPathWorker CreateWorker(Plan plan, Precision precision);
}
