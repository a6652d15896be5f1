using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Random;

/// <summary>
/// Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2,
/// 3"): four random words as a function of a 128-bit counter and a 64-bit key, without state.
/// Only the counter's first word, the path, differs within a lane, and only its third, the block
/// of steps, from one evaluation to the next.
/// </summary>
/// <remarks>
/// What follows from the path alone is computed once: both products of the first word. The other
/// products of the first two rounds are those of scalars.
/// </remarks>
/// <typeparam name="W">The words' lane.</typeparam>
/// <typeparam name="K">The key.</typeparam>
public readonly struct Philox<W, K>
    where W : unmanaged, IWord<W>
    where K : struct, IKeySchedule
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly K _keys;
    private readonly uint _counter1;
    private readonly W _low0;
    private readonly W _high1;
    private readonly W _low1;

    /// <summary>Takes what the blocks of steps have in common.</summary>
    [MethodImpl(Inline)]
    public Philox(W counter0, uint counter1, uint counter3, K keys)
    {
        _keys = keys;
        _counter1 = counter1;
        W.MultiplyWide(counter0, PhiloxConstants.Multiplier0, out W high0, out _low0);
        W.MultiplyWide(
            high0 ^ W.Of(counter3 ^ keys.Key1(0)), PhiloxConstants.Multiplier1,
            out _high1, out _low1);
    }

    /// <summary>The words at the counter's third word.</summary>
    [MethodImpl(Inline)]
    public PhiloxWords<W> At(uint counter2)
    {
        uint low1 = counter2 * PhiloxConstants.Multiplier1;
        uint high1 = Rounded.MultiplyHigh(counter2, PhiloxConstants.Multiplier1);
        uint first = high1 ^ _counter1 ^ _keys.Key0(0);
        uint low0 = first * PhiloxConstants.Multiplier0;
        uint high0 = Rounded.MultiplyHigh(first, PhiloxConstants.Multiplier0);
        W x = _high1 ^ W.Of(low1 ^ _keys.Key0(1));
        W y = _low1;
        W z = _low0 ^ W.Of(high0 ^ _keys.Key1(1));
        W w = W.Of(low0);
        W.PhiloxRounds(ref x, ref y, ref z, ref w, _keys);
        return new(x, y, z, w);
    }

    /// <summary>The words where the counter's third word differs from path to path.</summary>
    [MethodImpl(Inline)]
    public PhiloxWords<W> At(W counter2)
    {
        W.MultiplyWide(counter2, PhiloxConstants.Multiplier1, out W high1, out W y);
        W.MultiplyWide(
            high1 ^ W.Of(_counter1 ^ _keys.Key0(0)), PhiloxConstants.Multiplier0,
            out W high0, out W w);
        W x = _high1 ^ y ^ W.Of(_keys.Key0(1));
        W z = high0 ^ _low0 ^ W.Of(_keys.Key1(1));
        y = _low1;
        W.PhiloxRounds(ref x, ref y, ref z, ref w, _keys);
        return new(x, y, z, w);
    }
}
