using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Paths;

/// <summary>What the paths of one SIMD register read and write, in memory that does not move.
/// </summary>
public unsafe struct SimdFrame
{
    private const int Rounds = 10;
    private const int KeyCount = 2 * Rounds;

    /// <summary>The plan's reals, float32 or float64 as the lane.</summary>
    public void* Reals;

    /// <summary>The plan's integers.</summary>
    public int* Integers;

    /// <summary>The keys of Philox's ten rounds under the run's seed, two each: from memory a
    /// word reaches all elements of a register without an instruction of its own.</summary>
    public fixed uint Keys[KeyCount];

    /// <summary>The paths' slots, a register each.</summary>
    public void* State;

    /// <summary>Where the outcome of the first metric goes.</summary>
    public void* Outcomes;

    /// <summary>Registers between the outcomes of successive metrics.</summary>
    public int OutcomeStride;

    /// <summary>Index of the register's first path.</summary>
    public ulong FirstPath;

    /// <summary>Takes the run's seed.</summary>
    public void SetSeed(ulong seed)
    {
        var key = new PhiloxKey((uint)seed, (uint)(seed >> 32));
        for (int round = 0; round < Rounds; round++)
        {
            Keys[2 * round] = key.Key0(round);
            Keys[(2 * round) + 1] = key.Key1(round);
        }
    }
}
