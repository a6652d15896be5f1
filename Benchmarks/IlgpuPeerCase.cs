using GpuRisk.Benchmarks.Peers;

namespace GpuRisk.Benchmarks;

/// <summary>The GBM work on a kernel written only for ILGPU's CPU accelerator.</summary>
internal sealed class IlgpuPeerCase(int threads, int paths) : IBenchmarkCase
{
    private readonly GbmPeer _peer = new(threads);

    public string Name => "ILGPU CPU accelerator, own kernel";

    public string Group => GbmScenario.Group;

    public int Threads { get; } = threads;

    public long Paths { get; } = paths;

    public int Steps => GbmScenario.Steps;

    public Repetition Run()
    {
        var work = new GbmWork(
            paths, Steps, GbmScenario.Drift, GbmScenario.Deviation, GbmScenario.Seed);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        (double seconds, double mean) = _peer.Run(work);
        TimeSpan used = Environment.CpuUsage.TotalTime - before;
        GbmScenario.Check(Name, mean, Paths);
        return new(seconds, used.TotalSeconds);
    }

    public void Dispose() => _peer.Dispose();
}
