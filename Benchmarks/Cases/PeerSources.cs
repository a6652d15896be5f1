namespace GpuRisk.Benchmarks.Cases;

/// <summary>Where the peers' sources lie.</summary>
internal static class PeerSources
{
    /// <summary>A peer's folder.</summary>
    public static string Folder(string peer) =>
        Path.Combine(Texts.Root, "Benchmarks", "peers", peer);

    /// <summary>Lines of code of a peer's own sources.</summary>
    public static int Lines(string peer, params IEnumerable<string> sources) =>
        LineCounter.Count(sources.Select(source => Path.Combine(Folder(peer), source)));
}
