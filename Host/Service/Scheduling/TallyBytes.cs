using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>Tallies as the store keeps them: compressed, for most of their bins are empty.
/// </summary>
internal static class TallyBytes
{
    /// <summary>Packs a tally.</summary>
    public static byte[] Pack(RunTally tally) => Packed.Of(tally.Save);

    /// <summary>Reads what <see cref="Pack"/> made.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public static RunTally Unpack(byte[] bytes)
    {
        using Stream tally = Packed.Open(bytes);
        return RunTally.Load(tally);
    }
}
