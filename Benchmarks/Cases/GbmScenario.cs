using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Benchmarks.Cases;

/// <summary>One asset's geometric Brownian motion with its running minimum and nothing else.
/// </summary>
internal static class GbmScenario
{
    public const string Group = "GBM step";

    public const int Steps = 256;

    public const uint Seed = 42;

    private const double Volatility = 0.38;

    private const double StepYears = 1.0 / (365 * 24);

    private const string Text = """
        scenario: gbm
        kernel: impermanent-loss
        horizon: 256h
        step: 1h
        paths: 1000
        seed: 42
        assets:
          ETH: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.38 } }
        """;

    private static readonly GbmTruth Truth = new(Drift, Deviation, Steps);

    /// <summary>Mean of a step of the log price; the price itself is a martingale.</summary>
    public static float Drift => (float)(-0.5 * Volatility * Volatility * StepYears);

    /// <summary>Standard deviation of a step of the log price.</summary>
    public static float Deviation => (float)(Volatility * Math.Sqrt(StepYears));

    /// <summary>Lines of the scenario.</summary>
    public static int Lines => Text.Split('\n').Length;

    public static Plan Plan() => Texts.Plan(Text, "gbm");

    /// <summary>What a run's paths came to.</summary>
    public static Outcome Read(RunTally tally)
    {
        Estimate Mean(string quantity) => new MetricEstimates(
            tally.Metrics.First(metric => metric.Metric.Quantity == quantity)).Mean;
        Estimate price = Mean("price");
        return new(price.Value!.Value, price.StandardError!.Value, Mean("minimum").Value!.Value);
    }

    /// <summary>Refuses what is not true to within six standard errors.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static void Check(string name, Outcome outcome, long paths) =>
        Truth.Check(name, outcome, paths);
}
