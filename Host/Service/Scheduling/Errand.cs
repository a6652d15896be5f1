using GpuRisk.Engine.Devices;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>Something other than a run that needs the devices: it takes a turn of whoever asks for
/// it.</summary>
/// <param name="owner">Who asks.</param>
/// <param name="work">What to do; throws nothing.</param>
internal sealed class Errand(
    string owner, Action<IReadOnlyList<IPathDevice>, CancellationToken> work)
{
    /// <summary>Who asks.</summary>
    public string Owner { get; } = owner;

    /// <summary>Does it.</summary>
    public void Do(IReadOnlyList<IPathDevice> devices, CancellationToken cancellation) =>
        work(devices, cancellation);
}
