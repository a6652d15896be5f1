namespace GpuRisk.Kernels.Lanes;

/// <summary>The arithmetic of a lane of real numbers, which every function is made of.</summary>
/// <remarks>
/// Every operation rounds once, to nearest even (IEEE 754), and none may be fused or contracted
/// by a compiler. That is what makes results equal bit for bit on all devices.
/// </remarks>
/// <typeparam name="R">The lane itself.</typeparam>
/// <typeparam name="W">Words of the lane's width, which also serve as masks.</typeparam>
public interface IArithmetic<R, W>
    where R : unmanaged, IArithmetic<R, W>
    where W : unmanaged, IWord<W>
{
    /// <summary>The constant in every lane, rounded to the lane's precision. For literals only:
    /// a value known at run time belongs in the plan's table.</summary>
    static abstract R Of(double constant);

    /// <summary>The low 32 bits of each word, read as a signed integer and converted.</summary>
    static abstract R FromInt32(W word);

    /// <summary>The whole part of a number of at least 0 and below 2^31.</summary>
    static abstract W ToWord(R value);

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

    /// <summary>left where it is less than right, otherwise right.</summary>
    static abstract R Min(R left, R right);

    /// <summary>left where it is greater than right, otherwise right.</summary>
    static abstract R Max(R left, R right);

    /// <summary>whenSet where the mask is all ones, otherwise where it is zero.</summary>
    static abstract R Select(W mask, R whenSet, R otherwise);
}
