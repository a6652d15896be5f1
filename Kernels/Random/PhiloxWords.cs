using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Random;

/// <summary>Four random words.</summary>
/// <typeparam name="W">The words' lane.</typeparam>
public readonly struct PhiloxWords<W>(W word0, W word1, W word2, W word3)
    where W : unmanaged, IWord<W>
{
    /// <summary>The first word.</summary>
    public readonly W Word0 = word0;

    /// <summary>The second word.</summary>
    public readonly W Word1 = word1;

    /// <summary>The third word.</summary>
    public readonly W Word2 = word2;

    /// <summary>The fourth word.</summary>
    public readonly W Word3 = word3;
}
