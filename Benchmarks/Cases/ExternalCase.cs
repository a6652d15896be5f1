using System.Globalization;
using System.Text.Json;

namespace GpuRisk.Benchmarks.Cases;

/// <summary>The GBM work in a program of its own, which times itself without its start. Its
/// arguments and its line of figures are described in <c>peers/README.md</c>.</summary>
internal sealed class ExternalCase(ExternalPeer peer, int threads, long paths) : IBenchmarkCase
{
    public string Name => Threads == 1 && peer.OnProcessor ? $"{peer.Name}, 1 thread" : peer.Name;

    public string Group => GbmScenario.Group;

    public int Threads { get; } = threads;

    public bool OnProcessor => peer.OnProcessor;

    public long Paths { get; } = paths;

    public int Steps => GbmScenario.Steps;

    public Method? Method { get; private set; }

    public Repetition Run()
    {
        IEnumerable<string> arguments = new IConvertible[]
        {
            Paths, Steps, Threads, GbmScenario.Drift, GbmScenario.Deviation, GbmScenario.Seed,
        }.Select(value => value.ToString(CultureInfo.InvariantCulture));
        string output = ChildProcess.Run(
            peer.Program, peer.Variant is null ? arguments : arguments.Prepend(peer.Variant));
        Figures figures = JsonSerializer.Deserialize<Figures>(output, JsonSerializerOptions.Web)
            ?? throw new InvalidDataException($"{Name}: no figures.");
        if (figures.Paths != Paths)
        {
            throw new InvalidDataException($"{Name}: {figures.Paths} paths, expected {Paths}.");
        }

        Method = new(
            figures.Tool, figures.Version, figures.Precision, figures.Generator, peer.Lines);
        var outcome = new Outcome(figures.Mean, figures.StandardError, figures.MeanMinimum);
        GbmScenario.Check(Name, outcome, Paths);
        return new(figures.Seconds, figures.ProcessorSeconds, outcome);
    }

    public void Dispose()
    {
    }

    private sealed record Figures(
        long Paths, double Seconds, double ProcessorSeconds, double Mean, double StandardError,
        double MeanMinimum, string Tool, string Version, string Precision, string Generator);
}
