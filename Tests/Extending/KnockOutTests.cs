using System.Globalization;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Scenarios;
using GpuRisk.Tests.Kernels;
using GpuRisk.Tests.Models;
using ILGPU.Runtime.Cuda;
using KnockOut;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace GpuRisk.Tests.Extending;

/// <summary>The model of docs/extending.md, which is not the house's, against closed forms and on
/// every device.</summary>
internal sealed class KnockOutTests
{
    private const int Paths = 200_000;

    // docs/oracles.md, "Barriers".
    // Broadie, Glasserman, Kou: watched continuously; ten steps do not show.
    [TestCase(85, 6.307575)]
    [TestCase(91, 5.807772)]
    [TestCase(99, 1.170793)]
    public void Call_IsThePublishedOne(double barrier, double expected)
    {
        Plan plan = KnockOutPlan.Of(Market(100, 0.1, 0.3, 175.2, 10), new("X", 100, barrier));
        Simulation.Run(plan, Paths, 31).Estimate("call.value").AssertIs(expected);
        Assert.That(
            Value(100, 100, barrier, 0.1, 0.3, 0.2), Is.EqualTo(expected).Within(1e-6));
    }

    // A strike below the barrier, prices that rarely and nearly always touch, one step, many and
    // numbers of steps that are no whole blocks.
    [TestCase(100, 90, 95, 0.08, 0.25, 876, 5)]
    [TestCase(2000, 2200, 1500, 0.0, 0.6, 6, 131)]
    [TestCase(2000, 1500, 1990, -0.03, 0.9, 1, 720)]
    [TestCase(1, 1, 0.2, 0.05, 0.5, 8760, 1)]
    [TestCase(60000, 30000, 45000, 0.2, 1.5, 36, 64)]
    public void CallAndSurvival_AreTheClosedForms(
        double spot, double strike, double barrier, double rate, double volatility, double hours,
        int steps)
    {
        Plan plan = KnockOutPlan.Of(
            Market(spot, rate, volatility, hours, steps), new("X", strike, barrier));
        RunResult result = Simulation.Run(plan, Paths, 32);
        double years = hours * steps / 8760;
        result.Estimate("call.value").AssertIs(
            Value(spot, strike, barrier, rate, volatility, years));
        result.Estimate("call.survival").AssertIs(
            Survival(spot, barrier, rate, volatility, years));
        Assert.That(result.Checks.Select(check => check.Agrees), Is.All.True);
    }

    [TestCase("simd256", Precision.Float32)]
    [TestCase("simd128", Precision.Float32)]
    [TestCase("cpu", Precision.Float32)]
    [TestCase("opencl", Precision.Float32)]
    [TestCase("cuda", Precision.Float32)]
    [TestCase("simd256", Precision.Float64)]
    [TestCase("simd128", Precision.Float64)]
    [TestCase("cpu", Precision.Float64)]
    [TestCase("cuda", Precision.Float64)]
    public void EveryDevice_GivesOneDigest(string device, Precision precision)
    {
        Plan plan = KnockOutPlan.Of(Market(2000, 0.05, 0.6, 6, 131), new("X", 2000, 1800));
        string Of(string name) =>
            Library.Digest(plan, Library.Run(plan, 1777, name, precision: precision));
        Assert.That(Of(device), Is.EqualTo(Of("simd512")));
    }

    [Test]
    public void Kernel_HoldsOnlyRoundedArithmeticInRegisters()
    {
        ModelCode code = ModelCode.Of<KnockOutModel>();
        string ptx = GeneratedCode.Ptx(
            code.DeviceEntry<Real32, Word32>().Method, CudaArchitecture.SM_90);
        GeneratedCode.CheckPtx(ptx);
        Assert.That(ptx, Does.Not.Contain(".f64"));
        string source = GeneratedCode.OpenCl(code.DeviceEntry<Real32, Word32>().Method);
        GeneratedCode.CheckOpenCl(source);
        Assert.That(source, Does.Not.Contain("double"));
    }

    [Test]
    public void Result_NamesTheModel_AndHasADigestOfItsTables()
    {
        Plan plan = KnockOutPlan.Of(Market(100, 0.1, 0.3, 175.2, 10), new("X", 100, 85));
        Plan other = KnockOutPlan.Of(Market(100, 0.1, 0.3, 175.2, 10), new("X", 100, 86));
        RunOutcome outcome = Library.Run(plan, 1000);
        RunResult result = RunReport.Create(plan, new RunOptions(1000, 1), outcome);
        Assert.Multiple(() =>
        {
            Assert.That(result.Scenario, Is.EqualTo("knock-out"));
            Assert.That(result.Kernel, Is.EqualTo("KnockOutModel"));
            Assert.That(plan.Hash, Does.StartWith("model/1:").And.Not.EqualTo(other.Hash));
            Assert.That(
                result.Digest, Is.EqualTo(outcome.Tally.Digest(plan.Hash, 1, 1000)));
            Assert.That(
                result.Metrics.Keys,
                Is.EqualTo(new[] { "X.price", "X.minimum", "call.value", "call.survival" }));
            Assert.That(result.Warnings, Is.Empty);
        });
    }

    [Test]
    public void Calls_ThatTheModelWouldBeWrongAbout_AreRefused() => Assert.Multiple(() =>
    {
        Scenario market = Market(100, 0.1, 0.3, 175.2, 10);
        Refuses(market, new("Z", 100, 90), "market has no asset Z.");
        Refuses(market, new("X", 100, 100), "The barrier is not below 100 USD.");
        Refuses(
            market with { Measure = Measure.RealWorld }, new("X", 100, 90),
            "X is to be a risk-neutral gbm.");
        Refuses(Market(100, 0.1, 0, 175.2, 10), new("X", 100, 90), "X is to be a risk-neutral gbm.");
    });

    private static void Refuses(Scenario market, KnockOutCall call, string message) => Assert.That(
        () => KnockOutPlan.Of(market, call),
        Throws.ArgumentException.With.Message.EqualTo(message));

    private static Scenario Market(
        double spot, double rate, double volatility, double hours, int steps) =>
        Library.PlanText(string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            scenario: market
            kernel: impermanent-loss
            horizon: {{hours * steps}}h
            step: {{hours}}h
            measure: risk-neutral
            riskFreeRate: {{rate}}
            assets:
              X: { price: {{spot}}, process: { kind: gbm, drift: 0, volatility: {{volatility}} } }
            """)).Scenario;

    // docs/oracles.md, "Barriers".
    // A is the call, B that with the barrier as its strike; C and D are their images.
    private static double Value(
        double spot, double strike, double barrier, double rate, double volatility, double years)
    {
        double deviation = volatility * Math.Sqrt(years);
        double power = (rate / (volatility * volatility)) + 0.5;
        double Term(double log, double image)
        {
            double x = (log / deviation) + (power * deviation);
            return (spot * Math.Pow(image, 2 * power) * Normal.CDF(0, 1, x))
                - (strike * Math.Exp(-rate * years) * Math.Pow(image, (2 * power) - 2)
                    * Normal.CDF(0, 1, x - deviation));
        }

        double from = Math.Max(strike, barrier);
        return Term(Math.Log(spot / from), 1)
            - Term(Math.Log(barrier * barrier / (spot * from)), barrier / spot);
    }

    // docs/oracles.md, "Barriers".
    private static double Survival(
        double spot, double barrier, double rate, double volatility, double years)
    {
        double distance = Math.Log(spot / barrier);
        double drift = rate - (0.5 * volatility * volatility);
        double deviation = volatility * Math.Sqrt(years);
        double Above(double start) => Normal.CDF(0, 1, (start + (drift * years)) / deviation);
        return Above(distance)
            - (Math.Exp(-2 * drift * distance / (volatility * volatility)) * Above(-distance));
    }
}
