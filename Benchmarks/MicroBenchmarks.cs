using BenchmarkDotNet.Attributes;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Benchmarks;

/// <summary>Random numbers and elementary functions, a register at a time.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
[InProcess]
[GenericTypeArguments(typeof(Simd512Real32), typeof(Simd512Word32))]
[GenericTypeArguments(typeof(Simd256Real32), typeof(Simd256Word32))]
[GenericTypeArguments(typeof(Simd128Real32), typeof(Simd128Word32))]
public class MicroBenchmarks<R, W>
    where R : unmanaged, ISimdReal<R, W>
    where W : unmanaged, IWord<W>
{
    private const int Registers = 1024;

    /// <summary>Philox4x32-10: four words a lane.</summary>
    [Benchmark(OperationsPerInvoke = Registers)]
    public W Philox()
    {
        W sum = W.Of(0u);
        W path = R.Indices(0);
        for (uint i = 0; i < Registers; i++)
        {
            PhiloxWords<W> words =
                new Philox<W, PhiloxKey>(path, 0u, 0u, new PhiloxKey(42, 0)).At(i);
            sum = sum ^ words.Word0 ^ words.Word1 ^ words.Word2 ^ words.Word3;
        }

        return sum;
    }

    /// <summary>The exponential.</summary>
    [Benchmark(OperationsPerInvoke = Registers)]
    public R Exp()
    {
        R sum = R.Of(0.0);
        R argument = R.Of(-0.5);
        for (int i = 0; i < Registers; i++)
        {
            argument += R.Of(0.0009765625);
            sum += R.Exp(argument);
        }

        return sum;
    }

    /// <summary>The natural logarithm.</summary>
    [Benchmark(OperationsPerInvoke = Registers)]
    public R Log()
    {
        R sum = R.Of(0.0);
        R argument = R.Of(0.1);
        for (int i = 0; i < Registers; i++)
        {
            argument += R.Of(0.0009765625);
            sum += R.Log(argument);
        }

        return sum;
    }

    /// <summary>Box-Muller: four normals a lane.</summary>
    [Benchmark(OperationsPerInvoke = Registers)]
    public R Normals()
    {
        R sum = R.Of(0.0);
        W word = R.Indices(0x9E3779B9);
        for (int i = 0; i < Registers; i++)
        {
            word += W.Of(0x01000193u);
            Normals<R, W>.Four(
                new PhiloxWords<W>(word, word << 1, word << 2, word << 3),
                out R first, out R second, out R third, out R fourth);
            sum += (first + second) + (third + fourth);
        }

        return sum;
    }
}
