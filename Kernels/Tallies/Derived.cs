using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Tallies;

/// <summary>
/// Outcomes that are computed from a path's other outcomes: sums with constant weights, and
/// whether conditions hold. Every operation is rounded correctly, so that all devices agree.
/// </summary>
/// <remarks>
/// Of each outcome the table of integers holds the parts of the sum, the conditions of the event,
/// those that are given, and where the reals begin; the metrics of the sum; and for each condition
/// the relations that meet it, its parts and their metrics. The reals are the sum's
/// weights, and for each condition its threshold and weights.
/// </remarks>
public static class Derived
{
    /// <summary>Integers before the metrics of a sum.</summary>
    public const int HeaderLength = 4;

    /// <summary>The sum is below the threshold.</summary>
    public const int Below = 1;

    /// <summary>The sum is the threshold.</summary>
    public const int Equal = 2;

    /// <summary>The sum is above the threshold.</summary>
    public const int Above = 4;

    /// <summary>An outcome of a path; NaN where it has none.</summary>
    /// <typeparam name="S">The source.</typeparam>
    /// <param name="source">The tables and the path's outcomes.</param>
    /// <param name="start">Where the outcome's integers begin.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of<S>(S source, int start)
        where S : struct, IDerivedSource
    {
        int parts = source.Integer(start);
        int events = source.Integer(start + 1);
        int conditions = events + source.Integer(start + 2);
        int real = source.Integer(start + 3);
        int at = start + HeaderLength;
        double value = Sum(source, at, real, parts);
        at += parts;
        real += parts;
        int happens = 1;
        int counts = 1;
        for (int i = 0; i < conditions; i++)
        {
            int length = source.Integer(at + 1);
            double sum = source.Rounded(Sum(source, at + 2, real + 1, length));
            int relation = Relation(sum, source.Rounded(source.Real(real)));
            int holds = (source.Integer(at) & relation) != 0 ? 1 : 0;
            happens = i < events ? happens & holds : happens;
            counts = i < events ? counts : counts & holds;
            at += 2 + length;
            real += 1 + length;
        }

        value = events > 0 ? happens : value;
        return counts != 0 ? value : double.NaN;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sum<S>(S source, int metrics, int weights, int parts)
        where S : struct, IDerivedSource
    {
        double sum = 0;
        for (int i = 0; i < parts; i++)
        {
            sum = Rounded.Fma(
                source.Real(weights + i), source.Outcome(source.Integer(metrics + i)), sum);
        }

        return sum;
    }

    // Compilers differ in what they make of NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Relation(double sum, double threshold) =>
        Quantum.IsNaN(Quantum.Pattern(sum)) ? 0
        : sum < threshold ? Below
        : sum > threshold ? Above
        : Equal;
}
