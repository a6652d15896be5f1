namespace GpuRisk.Benchmarks.Cases;

/// <summary>The GBM work with another library of .NET.</summary>
internal interface IGbmPeer : IDisposable
{
    /// <summary>How it works.</summary>
    Method Method { get; }

    /// <summary>Simulates all paths; this is what is timed.</summary>
    void Simulate();

    /// <summary>What the last simulation came to.</summary>
    Outcome Read();
}
