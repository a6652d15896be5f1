using GpuRisk.Engine.Devices;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Sampling;

namespace GpuRisk.Host.Cli;

/// <summary>What commands need from the outside.</summary>
/// <param name="Terminal">Where they write.</param>
/// <param name="Time">The clock.</param>
/// <param name="Log">Where they log.</param>
internal sealed record CommandContext(Terminal Terminal, TimeProvider Time, Log Log)
{
    /// <summary>What signals do; null where nobody sends any.</summary>
    public Interruption? Interruption { get; init; }

    /// <summary>What runs plans.</summary>
    /// <param name="devices">On what.</param>
    /// <param name="samples">What takes the outcomes of single paths, or null.</param>
    public Simulation Simulation(
        IReadOnlyList<IPathDevice> devices, SampleRecorder? samples = null) =>
        new(devices, Time, Log.For<Simulation>(), samples);

    /// <summary>Marks work that stops by its token: until what is returned is disposed, the first
    /// signal does not end the process.</summary>
    public IDisposable? Work() => Interruption?.Work();
}
