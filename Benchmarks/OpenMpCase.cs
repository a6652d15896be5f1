using System.Globalization;

namespace GpuRisk.Benchmarks;

/// <summary>The GBM work in C++. The program times itself, without its start.</summary>
internal sealed class OpenMpCase(string name, string program, int threads, long paths)
    : IBenchmarkCase
{
    public string Name { get; } = name;

    public string Group => GbmScenario.Group;

    public int Threads { get; } = threads;

    public long Paths { get; } = paths;

    public int Steps => GbmScenario.Steps;

    public Repetition Run()
    {
        string[] arguments = [.. new IConvertible[]
        {
            Paths, Steps, Threads, GbmScenario.Drift, GbmScenario.Deviation, GbmScenario.Seed,
        }.Select(value => value.ToString(CultureInfo.InvariantCulture))];
        double[] numbers = [.. ChildProcess.Run(program, arguments).Split(' ').Select(
            text => double.Parse(text, CultureInfo.InvariantCulture))];
        GbmScenario.Check(Name, numbers[2], Paths);
        return new(numbers[0], numbers[1]);
    }

    public void Dispose()
    {
    }
}
