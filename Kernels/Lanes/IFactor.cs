namespace GpuRisk.Kernels.Lanes;

/// <summary>
/// Words as Philox's rounds see them: 32-bit values that are multiplied and combined bit by bit.
/// A lane may keep them in another layout than its words, and above their 32 bits anything.
/// </summary>
/// <typeparam name="P">The factors themselves.</typeparam>
public interface IFactor<P>
    where P : unmanaged, IFactor<P>
{
    /// <summary>The 32-bit value in every lane.</summary>
    static abstract P Of(uint value);

    /// <summary>The exclusive or of three values.</summary>
    static abstract P Xor(P first, P second, P third);

    /// <summary>The 64-bit product of two 32-bit values as its upper and lower 32 bits.</summary>
    static abstract void MultiplyWide(P left, uint right, out P high, out P low);
}
