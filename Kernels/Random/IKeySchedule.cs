namespace GpuRisk.Kernels.Random;

/// <summary>The keys of Philox's rounds: the two words of its key, with a constant added to each
/// from round to round.</summary>
public interface IKeySchedule
{
    /// <summary>The first word of a round's key; rounds count from 0.</summary>
    uint Key0(int round);

    /// <summary>The second word of a round's key.</summary>
    uint Key1(int round);
}
