using System.Diagnostics;

namespace GpuRisk.Benchmarks.Cases;

/// <summary>The GBM work with another library of .NET, in this process.</summary>
internal sealed class InProcessCase(string name, IGbmPeer peer, int threads, long paths)
    : IBenchmarkCase
{
    public string Name { get; } = name;

    public string Group => GbmScenario.Group;

    public int Threads { get; } = threads;

    public bool OnProcessor => true;

    public long Paths { get; } = paths;

    public int Steps => GbmScenario.Steps;

    public Method? Method => peer.Method;

    public Repetition Run()
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        peer.Simulate();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        TimeSpan used = Environment.CpuUsage.TotalTime - before;
        Outcome outcome = peer.Read();
        GbmScenario.Check(Name, outcome, Paths);
        return new(elapsed.TotalSeconds, used.TotalSeconds, outcome);
    }

    public void Dispose() => peer.Dispose();
}
