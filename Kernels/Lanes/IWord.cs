using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Lanes;

/// <summary>
/// A lane of unsigned words as wide as the real lane they accompany (32 or 64 bits): counters and
/// random bits (always below 2^32), the bits of real numbers, and masks (all ones or zero).
/// </summary>
/// <typeparam name="W">The lane itself.</typeparam>
public interface IWord<W> : IFactor<W>
    where W : unmanaged, IWord<W>
{
    /// <summary>The constant in every lane, cut to the lane's width.</summary>
    static abstract W Of(ulong constant);

    static abstract W operator ^(W left, W right);

    static abstract W operator &(W left, W right);

    static abstract W operator |(W left, W right);

    static abstract W operator ~(W value);

    /// <summary>The sum, cut to the lane's width: of 32-bit values it may need a mask.</summary>
    static abstract W operator +(W left, W right);

    /// <summary>The difference, cut to the lane's width.</summary>
    static abstract W operator -(W left, W right);

    static abstract W operator <<(W value, int bits);

    /// <summary>Shifts zeros in.</summary>
    static abstract W operator >>>(W value, int bits);

    /// <summary>Shifts copies of the lane's uppermost bit in.</summary>
    static abstract W operator >>(W value, int bits);

    /// <summary>Philox's rounds from the third on, in whatever layout suits the lane best.
    /// </summary>
    static abstract void PhiloxRounds<K>(ref W x, ref W y, ref W z, ref W w, K keys)
        where K : struct, IKeySchedule;

    /// <summary>The first lane's low 32 bits as a signed integer.</summary>
    static abstract int ToInt32(W word);

    /// <summary>All ones where the words are equal.</summary>
    static abstract W Equal(W left, W right);

    /// <summary>Whether any lane of the mask is set.</summary>
    static abstract bool Any(W mask);
}
