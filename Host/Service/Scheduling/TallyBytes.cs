using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>Tallies as the store keeps them and hosts send them.</summary>
internal static class TallyBytes
{
    // Earlier versions compressed them; a compressed stream begins with it.
    private const byte Compressed = 0x78;

    /// <summary>Packs a tally.</summary>
    public static byte[] Pack(RunTally tally)
    {
        using var bytes = new MemoryStream();
        tally.Save(bytes);
        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="Pack"/> made.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public static RunTally Unpack(byte[] bytes)
    {
        using Stream tally = bytes.Length > 0 && bytes[0] == Compressed
            ? Packed.Open(bytes)
            : new MemoryStream(bytes);
        return RunTally.Load(tally);
    }
}
