using System.Globalization;
using System.Numerics;
using GpuRisk.Engine.Results;
using MathNet.Numerics.Integration;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Stochastic variance with jumps, against its characteristic function.</summary>
[TestFixture]
internal sealed class BatesTests
{
    private const int Many = 200_000;

    /// <summary>Jumps beside Heston's process.</summary>
    private sealed record Formula(
        HestonFormula Heston, double PerYear, double Mean, double Deviation)
    {
        private double Growth => Math.Exp(Mean + (0.5 * Deviation * Deviation)) - 1;

        public string Yaml => Heston.Yaml
            .Replace("kind: heston", "kind: bates", StringComparison.Ordinal)
            .Replace(" }", string.Create(
                CultureInfo.InvariantCulture,
                $", jumpsPerYear: {PerYear}, jumpMean: {Mean}, jumpStdDev: {Deviation} }}"),
                StringComparison.Ordinal);

        // Lewis (2001), as of Heston's.
        public double Call(double price, double strike, double years)
        {
            double moneyness = Math.Log(price / strike);
            Complex Jumps(Complex u) => Complex.Exp(years * PerYear * (
                Complex.Exp((Complex.ImaginaryOne * u * Mean) - (0.5 * Deviation * Deviation * u * u))
                - 1 - (Complex.ImaginaryOne * u * Growth)));
            double Integrand(double u)
            {
                var at = new Complex(u, -0.5);
                return (Complex.Exp(new Complex(0, u * moneyness))
                    * Heston.Characteristic(at, years) * Jumps(at)).Real / ((u * u) + 0.25);
            }

            double integral = 0;
            double from = 0;
            for (double width = 0.5; from < 1e5; from += width, width *= 1.5)
            {
                double part = GaussLegendreRule.Integrate(Integrand, from, from + width, 64);
                integral += part;
                if (Math.Abs(part) < 1e-14 && from > 20) break;
            }

            return (price * Math.Exp(Heston.Drift * years))
                - (Math.Sqrt(price * strike) / Math.PI * integral);
        }
    }

    private static string Scenario(string process, double years, int steps) => $$"""
        scenario: bates
        kernel: impermanent-loss
        horizon: {{Math.Round(years * 365 * 86400 / steps) * steps}}s
        step: {{Math.Round(years * 365 * 86400 / steps)}}s
        assets:
          X: { price: 100, process: {{process}} }
        """;

    // Without randomness of the variance it is Merton's, whose call is a sum over jumps.
    [Test]
    public void Formula_WithoutNoiseOfVariance_IsMertons()
    {
        var formula = new Formula(new(0, 0.09, 0.09, 1, 1e-4, 0), 2, -0.1, 0.15);
        var merton = new RegimeFormula(
            [new(0, 0.3, 2, -0.1, 0.15)], [1], [[1]], 1, 0.5);
        Assert.That(
            formula.Call(100, 110, 0.5), Is.EqualTo(merton.Call(100, 110)).Within(1e-5));
    }

    [TestCase(0.09, 0.16, 3, 0.8, -0.6, 5, -0.05, 0.08, 0.25)]
    [TestCase(0.64, 0.36, 6, 2, -0.3, 30, 0.01, 0.05, 0.1)]
    [TestCase(0.04, 0.04, 1, 0.5, -0.9, 0.5, -0.3, 0.2, 1)]
    [TestCase(0.25, 0.49, 10, 3, 0.4, 100, -0.01, 0.03, 0.5)]
    [TestCase(0.3, 0.3, 0.5, 0.3, 0, 3, 0.1, 0, 0.5)]
    public void Calls_AreTheFormulas(
        double start, double longRun, double reversion, double xi, double rho, double perYear,
        double mean, double deviation, double years)
    {
        var formula = new Formula(
            new(0.1, start, longRun, reversion, xi, rho), perYear, mean, deviation);
        double[] price = Paths.Of(Scenario(formula.Yaml, years, 100), Many, 81)["X.price"];
        Estimated.Of("forward", price).AssertIs(100 * Math.Exp(0.1 * years));
        foreach (double strike in new[] { 70.0, 100, 140 })
        {
            Estimated.Of($"{strike}", [.. price.Select(p => Math.Max(p - strike, 0))])
                .AssertIs(formula.Call(100, strike, years));
        }
    }

    // Jumps are checked, and moments; jumps in common with others come as stated.
    [Test]
    public void Checks_OfARun_FindNothingAmiss()
    {
        var formula = new Formula(new(0, 0.25, 0.3, 4, 0.8, -0.5), 20, -0.03, 0.06);
        RunResult result = Simulation.Run(
            "commonJumps: { perYear: 12 }\n"
            + Scenario(
                formula.Yaml.Replace(
                    " }", ", commonJumpMean: -0.1, commonJumpStdDev: 0.05 }",
                    StringComparison.Ordinal),
                0.5, 180)
            + "\n  Y: { price: 1, process: { kind: merton, drift: 0, volatility: 0.5, "
            + "jumpsPerYear: 5, jumpMean: 0, jumpStdDev: 0.1, commonJumpMean: -0.05, "
            + "commonJumpStdDev: 0.02 } }",
            400_000, 82);
        Assert.That(result.Checks, Has.Count.GreaterThan(5));
        foreach (Check check in result.Checks) Assert.That(check.Agrees, Is.True, $"{check}");
    }
}
