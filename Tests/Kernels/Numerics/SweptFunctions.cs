using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Tests.Kernels;

/// <summary>The float32 functions with their references: the double functions of .NET, wrong by
/// less than 1e-8 of a float32 ulp, and our own quantile in double precision.</summary>
internal static class SweptFunctions
{
    private static Simd512Real32 Lane(Vector512<float> x) => new(x, x);

    private static Simd512Real32 Lane(Vector512<uint> bits) => Lane(bits.AsSingle());

    private static Simd512Word32 Word(Vector512<uint> bits) => new(bits, bits);

    private static Vector512<float> Vector(Simd512Real32 x) =>
        Unsafe.As<Simd512Real32, Vector512<float>>(ref x);

    internal readonly struct Exp : ISweptFunction
    {
        public static Vector512<float> Compute(Vector512<uint> bits) =>
            Vector(Simd512Real32.Exp(Lane(bits)));

        public static (Vector512<double> Low, Vector512<double> High) Reference(
            Vector512<uint> bits)
        {
            (Vector512<double> low, Vector512<double> high) = Vector512.Widen(bits.AsSingle());
            return (Vector512.Exp(low), Vector512.Exp(high));
        }
    }

    internal readonly struct ExpM1 : ISweptFunction
    {
        public static Vector512<float> Compute(Vector512<uint> bits) =>
            Vector(Simd512Real32.ExpM1(Lane(bits)));

        public static (Vector512<double> Low, Vector512<double> High) Reference(
            Vector512<uint> bits)
        {
            (Vector512<double> low, Vector512<double> high) = Vector512.Widen(bits.AsSingle());
            return (Exact(low), Exact(high));
        }

        // The Taylor series where the difference would cancel.
        private static Vector512<double> Exact(Vector512<double> x)
        {
            Vector512<double> one = Vector512.Create(1.0);
            Vector512<double> series = one;
            for (int k = 13; k >= 2; k--)
            {
                series = Vector512.FusedMultiplyAdd(series, x * Vector512.Create(1.0 / k), one);
            }

            return Vector512.ConditionalSelect(
                Vector512.LessThan(Vector512.Abs(x), Vector512.Create(0.35)),
                series * x,
                Vector512.Exp(x) - one);
        }
    }

    internal readonly struct Log : ISweptFunction
    {
        public static Vector512<float> Compute(Vector512<uint> bits) =>
            Vector(Simd512Real32.Log(Lane(bits)));

        public static (Vector512<double> Low, Vector512<double> High) Reference(
            Vector512<uint> bits)
        {
            (Vector512<double> low, Vector512<double> high) = Vector512.Widen(bits.AsSingle());
            return (Vector512.Log(low), Vector512.Log(high));
        }
    }

    /// <summary>x^y with y such that the results fill the range evenly.</summary>
    internal readonly struct Pow : ISweptFunction
    {
        public static Vector512<float> Compute(Vector512<uint> bits) =>
            Vector(Simd512Real32.Pow(Lane(bits), Lane(Exponents(bits))));

        public static (Vector512<double> Low, Vector512<double> High) Reference(
            Vector512<uint> bits)
        {
            (Vector512<double> xLow, Vector512<double> xHigh) = Vector512.Widen(bits.AsSingle());
            (Vector512<double> yLow, Vector512<double> yHigh) = Vector512.Widen(Exponents(bits));
            return (
                Vector512.Exp(yLow * Vector512.Log(xLow)),
                Vector512.Exp(yHigh * Vector512.Log(xHigh)));
        }

        private static Vector512<float> Exponents(Vector512<uint> bits)
        {
            Vector512<uint> hash = bits * Vector512.Create(0x9E3779B9u);
            hash = (hash ^ (hash >>> 15)) * Vector512.Create(0x85EBCA77u);
            Vector512<float> unit =
                Vector512.ConvertToSingle((hash >>> 8).AsInt32()) * Vector512.Create(1.0f / 16777216.0f);
            Vector512<float> target = Vector512.FusedMultiplyAdd(
                unit, Vector512.Create(176.0f), Vector512.Create(-87.33f));
            return Vector512.ConditionalSelect(
                Vector512.Equals(bits.AsSingle(), Vector512.Create(1.0f)),
                target,
                target / Vector512.Log(bits.AsSingle()));
        }
    }

    internal readonly struct InverseNormal : ISweptFunction
    {
        public static Vector512<float> Compute(Vector512<uint> bits) =>
            Vector(Simd512Real32.InverseNormal(Lane(bits)));

        public static (Vector512<double> Low, Vector512<double> High) Reference(
            Vector512<uint> bits)
        {
            (Vector512<double> low, Vector512<double> high) = Vector512.Widen(bits.AsSingle());
            return (Exact(low), Exact(high));
        }

        private static Vector512<double> Exact(Vector512<double> x)
        {
            Simd512Real64 quantiles = Simd512Real64.InverseNormal(new(x, x));
            return Unsafe.As<Simd512Real64, Vector512<double>>(ref quantiles);
        }
    }

    internal readonly struct Sine : ISweptFunction
    {
        public static Vector512<float> Compute(Vector512<uint> bits)
        {
            Simd512Real32.SinCosTurns(Word(bits), out Simd512Real32 sine, out _);
            return Vector(sine);
        }

        public static (Vector512<double> Low, Vector512<double> High) Reference(
            Vector512<uint> bits) => MapTurns(bits, Vector512.Sin);
    }

    internal readonly struct Cosine : ISweptFunction
    {
        public static Vector512<float> Compute(Vector512<uint> bits)
        {
            Simd512Real32.SinCosTurns(Word(bits), out _, out Simd512Real32 cosine);
            return Vector(cosine);
        }

        public static (Vector512<double> Low, Vector512<double> High) Reference(
            Vector512<uint> bits) => MapTurns(bits, Vector512.Cos);
    }

    private static (Vector512<double> Low, Vector512<double> High) MapTurns(
        Vector512<uint> bits, Func<Vector512<double>, Vector512<double>> function)
    {
        Vector512<double> unit = Vector512.Create(Math.Tau / 4294967296.0);
        (Vector512<long> low, Vector512<long> high) = Vector512.Widen(bits.AsInt32());
        return (
            function(Vector512.ConvertToDouble(low) * unit),
            function(Vector512.ConvertToDouble(high) * unit));
    }
}
