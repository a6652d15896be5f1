using System.Globalization;
using System.Text.Json;

namespace GpuRisk.Benchmarks.Cases;

/// <summary>An entry of the suite in a program of its own, which times itself without its start.
/// Its arguments and its line of figures are described in <c>peers/README.md</c>.</summary>
internal sealed class WorkCase(ComparedWork work, ExternalPeer peer, int threads, long paths)
    : IBenchmarkCase
{
    private const int Seed = 42;

    public string Name => peer.Name;

    public string Group => work.Group;

    public int Threads { get; } = threads;

    public bool OnProcessor => peer.OnProcessor;

    public long Paths { get; } = paths;

    public int Steps { get; } = work.Plan.Steps;

    public Method? Method { get; private set; }

    public Repetition Run()
    {
        string output = ChildProcess.Run(peer.Program, [
            peer.Variant!, .. new IConvertible[] { Paths, Threads, Seed }.Select(
                value => value.ToString(CultureInfo.InvariantCulture))]);
        Told told = JsonSerializer.Deserialize<Told>(output, JsonSerializerOptions.Web)
            ?? throw new InvalidDataException($"{Name}: no figures.");
        if (told.Paths != Paths)
        {
            throw new InvalidDataException($"{Name}: {told.Paths} paths, expected {Paths}.");
        }

        List<Figure> figures =
            told.Figures.FindAll(figure => work.Figures.Contains(figure.Name));
        Method = new(told.Tool, told.Version, told.Precision, told.Generator, peer.Lines);
        work.Check(Name, figures);
        return new(told.Seconds, told.ProcessorSeconds, Figures: figures);
    }

    public void Dispose()
    {
    }

    private sealed record Told(
        long Paths, double Seconds, double ProcessorSeconds, string Tool, string Version,
        string Precision, string Generator, List<Figure> Figures);
}
