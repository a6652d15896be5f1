using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Random;

/// <summary>
/// Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2,
/// 3"): four random words as a function of a 128-bit counter and a 64-bit key, without state.
/// </summary>
/// <typeparam name="W">The words' lane.</typeparam>
public readonly struct Philox<W>
    where W : unmanaged, IWord<W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>The first of the four words.</summary>
    public readonly W Word0;

    /// <summary>The second word.</summary>
    public readonly W Word1;

    /// <summary>The third word.</summary>
    public readonly W Word2;

    /// <summary>The fourth word.</summary>
    public readonly W Word3;

    /// <summary>The words at a counter (four words, lowest first) under a key.</summary>
    [MethodImpl(Inline)]
    public Philox(W counter0, W counter1, W counter2, W counter3, uint key0, uint key1)
    {
        W x = counter0;
        W y = counter1;
        W z = counter2;
        W w = counter3;

        // A loop, because ten rounds in a row exceed what the just-in-time compiler will inline.
        for (int round = 0; round < Rounds; round++)
        {
            W.MultiplyWide(x, Multiplier0, out W high0, out W low0);
            W.MultiplyWide(z, Multiplier1, out W high1, out W low1);
            x = high1 ^ y ^ W.Of(key0);
            y = low1;
            z = high0 ^ w ^ W.Of(key1);
            w = low0;
            key0 += Weyl0;
            key1 += Weyl1;
        }

        Word0 = x;
        Word1 = y;
        Word2 = z;
        Word3 = w;
    }
}
