namespace GpuRisk.Kernels.Lanes;

/// <summary>
/// A lane of real numbers: one number on a GPU or in scalar code, several side by side in a
/// SIMD register. Models are written once over this interface and compiled to every backend.
/// </summary>
/// <remarks>
/// Every operation rounds once, to nearest even (IEEE 754), and none may be fused or contracted
/// by a compiler. That is what makes results equal bit for bit on all devices.
/// </remarks>
/// <typeparam name="R">The lane itself.</typeparam>
/// <typeparam name="W">Words of the lane's width, which also serve as masks.</typeparam>
public interface IReal<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    /// <summary>The constant in every lane, rounded to the lane's precision. For literals only:
    /// a value known at run time belongs in the plan's table.</summary>
    static abstract R Of(double constant);

    /// <summary>The low 32 bits of each word, read as a signed integer and converted.</summary>
    static abstract R FromInt32(W word);

    /// <summary>The number whose IEEE 754 bits these are.</summary>
    static abstract R FromBits(W bits);

    /// <summary>The number's IEEE 754 bits.</summary>
    static abstract W ToBits(R value);

    static abstract R operator +(R left, R right);

    static abstract R operator -(R left, R right);

    static abstract R operator *(R left, R right);

    static abstract R operator /(R left, R right);

    static abstract R operator -(R value);

    /// <summary>left * right + addend with a single rounding.</summary>
    static abstract R Fma(R left, R right, R addend);

    /// <summary>The correctly rounded square root; of a negative number NaN.</summary>
    static abstract R Sqrt(R value);

    /// <summary>All ones where left is less than right.</summary>
    static abstract W Less(R left, R right);

    /// <summary>All ones where left is at most right.</summary>
    static abstract W LessOrEqual(R left, R right);

    /// <summary>whenSet where the mask is all ones, otherwise where it is zero.</summary>
    static abstract R Select(W mask, R whenSet, R otherwise);

    /// <summary>The exponential, at most 2 ulp; 0 on underflow, infinity on overflow.</summary>
    static abstract R Exp(R value);

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
}
