namespace GpuRisk.Kernels.Random;

/// <summary>The multipliers of Philox4x32 and the number of its rounds.</summary>
internal static class PhiloxConstants
{
    public const uint Multiplier0 = 0xD2511F53;
    public const uint Multiplier1 = 0xCD9E8D57;
    public const int Rounds = 10;
}
