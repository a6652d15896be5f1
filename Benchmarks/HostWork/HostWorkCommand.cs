using System.Globalization;
using GpuRisk.Benchmarks.Cases;
using GpuRisk.Engine.Benchmarking;

namespace GpuRisk.Benchmarks.HostWork;

/// <summary>What the host does beside a GPU, and what share of the time that leaves a GPU at work,
/// were it as fast as its limit.</summary>
internal static class HostWorkCommand
{
    public const string Usage =
        "dotnet run -c Release --project Benchmarks -- host [--processors N]";

    private const int DefaultProcessors = 16;
    private const string Card = "H200";

    /// <summary>Measures and tells; the exit code.</summary>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        int processors = DefaultProcessors;
        if (arguments.Length > 0 && (arguments.Length != 2 || arguments[0] != "--processors"
            || !int.TryParse(
                arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out processors)
            || processors < 1))
        {
            Console.Error.WriteLine("usage: " + Usage);
            return 2;
        }

        MachineDescription.Of(TimeProvider.System).Print(Console.Out);
        Console.WriteLine(
            $"Beside an {Card} at its limit and {processors} processors such as this one's.");
        Console.WriteLine(
            $"| entry | metrics | {Card}, ns a path | merging a chunk, ms | host, ns a path and "
            + "processor | busy, one tally | busy, as it is |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        Dictionary<string, double> limits = CountedLimits.Read(Card);
        foreach (string name in BenchmarkSuite.Names)
        {
            BenchmarkEntry entry = BenchmarkSuite.Entry(name);
            double path = entry.Plan.Steps / limits[name];
            Console.WriteLine(entry.Plan.Ledger is null
                ? OfTally(entry, path)
                : OfLedger(entry, path, processors));
        }

        return 0;
    }

    private static string OfTally(BenchmarkEntry entry, double path)
    {
        double merging = MergedTally.Seconds(entry.Plan);
        double chunk = Turns.ChunkSeconds(merging);
        return Row(
            entry, path, $"{1e3 * merging:N1}", merging * path / chunk,
            chunk / (chunk + merging), Turns.BusyShare(merging));
    }

    private static string OfLedger(BenchmarkEntry entry, double path, int processors)
    {
        double host = ClosedLedger.Seconds(entry.Plan);
        return Row(
            entry, path, "", host, path / (path + host),
            Math.Min(1, processors * path / host));
    }

    private static string Row(
        BenchmarkEntry entry, double path, string merging, double host, double alone,
        double busy) =>
        $"| {entry.Name} | {entry.Plan.Metrics.Count} | {1e9 * path:N2} | {merging} | "
        + $"{1e9 * host:N2} | {alone:P0} | {busy:P1} |";

    private static class CountedLimits
    {
        // The table that the test of kernels' counts keeps true.
        public static Dictionary<string, double> Read(string card)
        {
            string[][] rows = [.. File
                .ReadLines(Path.Combine(Texts.Root, "docs", "kernels.md"))
                .SkipWhile(line => !line.StartsWith("<!-- counts:", StringComparison.Ordinal))
                .Skip(1)
                .TakeWhile(line => line.StartsWith('|'))
                .Select(line => line.Split('|', StringSplitOptions.TrimEntries))];
            int column = Array.IndexOf(rows[0], card);
            return rows.Skip(2).ToDictionary(
                row => row[1],
                row => 1e9 * double.Parse(row[column], CultureInfo.InvariantCulture));
        }
    }
}
