namespace GpuRisk.Kernels.Lanes;

/// <summary>
/// A lane of real numbers: one number on a GPU or in scalar code, several side by side in a
/// SIMD register. Models are written once over this interface and compiled to every backend.
/// </summary>
/// <typeparam name="R">The lane itself.</typeparam>
/// <typeparam name="W">Words of the lane's width, which also serve as masks.</typeparam>
public interface IReal<R, W> : IArithmetic<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    /// <summary>Whether the lane is a SIMD register of a processor. There, short loops over a
    /// buffer overlap better than one long chain of arithmetic; a GPU has threads for that, and
    /// wants everything in its registers.</summary>
    static abstract bool IsWide { get; }

    /// <summary>Steps that a mechanism takes at a time, its state in registers: on a processor as
    /// many as a few buffers in the first-level cache hold, on a GPU as many as one draw of random
    /// numbers serves. A multiple of four; results do not depend on it.</summary>
    static abstract int BlockSteps { get; }

    /// <summary>Bits of the mantissa that are stored.</summary>
    static abstract int MantissaBits { get; }

    /// <summary>The exponential, at most 2 ulp; 0 on underflow, infinity on overflow.</summary>
    static abstract R Exp(R value);

    /// <summary>The same, written into the caller: for short loops that do little else.</summary>
    static abstract R ExpInLoop(R value);

    /// <summary>exp(value) - 1 for values of at most ln(2) / 2 by size, written into the
    /// caller; the same bits as <see cref="ExpM1"/>.</summary>
    static abstract R ExpM1Small(R value);

    /// <summary>exp(value) - 1 without cancellation near zero, at most 2 ulp.</summary>
    static abstract R ExpM1(R value);

    /// <summary>The natural logarithm of a positive normal number, at most 2 ulp.</summary>
    static abstract R Log(R value);

    /// <summary>value^exponent for a positive normal value, at most 2 ulp; 0 on underflow,
    /// infinity on overflow.</summary>
    static abstract R Pow(R value, R exponent);

    /// <summary>The standard normal quantile of a probability in (0, 1), at most 2 ulp.</summary>
    static abstract R InverseNormal(R probability);

    /// <summary>Sine and cosine of word / 2^32 turns, where the word is below 2^32; at most 2 ulp.
    /// </summary>
    static abstract void SinCosTurns(W word, out R sine, out R cosine);

    /// <summary>A Rayleigh variate, sqrt(-2 ln u) of the uniform of a word below 2^32.</summary>
    static abstract R Rayleigh(W word);
}
