using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>An estimate from a run, with its own standard error.</summary>
internal readonly record struct Estimated(string Name, double Value, double Error)
{
    /// <summary>Chance alone goes beyond four standard errors once in 16,000 times.</summary>
    public const double Tolerance = 4.0;

    /// <summary>The mean of a sample.</summary>
    public static Estimated Of(string name, IReadOnlyList<double> sample)
    {
        double mean = sample.Average();
        double squares = sample.Sum(x => (x - mean) * (x - mean));
        return new(name, mean, Math.Sqrt(squares / (sample.Count - 1.0) / sample.Count));
    }

    /// <summary>The share of a sample of which something holds.</summary>
    public static Estimated Share(string name, int hits, int count)
    {
        double share = (double)hits / count;
        return new(name, share, Math.Sqrt(share * (1 - share) / count));
    }

    /// <summary>Asserts that the truth lies within four standard errors, plus an allowance for
    /// what the truth itself leaves open (its printed digits, a stated discretisation).</summary>
    public void AssertIs(double truth, double allowance = 0)
    {
        // Nobody is within reach of an error of nought.
        Assert.That(Error, Is.GreaterThan(0), Name);
        Assert.That(
            Value,
            Is.EqualTo(truth).Within((Tolerance * Error) + allowance),
            $"{Name}: {(Value - truth) / Error:F2} standard errors of {Error:G3}");
        TestContext.Out.WriteLine(
            $"{Name}: {Value:G9}, truth {truth:G9}, {(Value - truth) / Error:F2} s.e.");
    }
}
