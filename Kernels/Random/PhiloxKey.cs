using System.Runtime.CompilerServices;

namespace GpuRisk.Kernels.Random;

/// <summary>A key whose schedule is computed where it is needed.</summary>
/// <param name="key0">The first word.</param>
/// <param name="key1">The second word.</param>
public readonly struct PhiloxKey(uint key0, uint key1) : IKeySchedule
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public uint Key0(int round) => key0 + ((uint)round * Weyl0);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public uint Key1(int round) => key1 + ((uint)round * Weyl1);
}
