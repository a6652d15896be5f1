using GpuRisk.Engine.Planning;

namespace GpuRisk.Benchmarks;

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

    /// <summary>Mean of a step of the log price; the price itself is a martingale.</summary>
    public static float Drift => (float)(-0.5 * Volatility * Volatility * StepYears);

    /// <summary>Standard deviation of a step of the log price.</summary>
    public static float Deviation => (float)(Volatility * Math.Sqrt(StepYears));

    public static Plan Plan() => Texts.Plan(Text, "gbm");

    /// <summary>Refuses a mean price that is not 1 to within six standard errors.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static void Check(string name, double mean, long paths)
    {
        double variance = Math.Exp(Volatility * Volatility * StepYears * Steps) - 1;
        double error = Math.Sqrt(variance / paths);
        if (Math.Abs(mean - 1) > 6 * error)
        {
            throw new InvalidDataException(
                $"{name}: mean price {mean}, expected 1 with a standard error of {error}.");
        }
    }
}
