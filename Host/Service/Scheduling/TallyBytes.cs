using System.IO.Compression;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>Tallies as the store keeps them: compressed, for most of their bins are empty.
/// </summary>
internal static class TallyBytes
{
    /// <summary>Packs a tally.</summary>
    public static byte[] Pack(RunTally tally)
    {
        using var bytes = new MemoryStream();
        using (var packed = new ZLibStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            tally.Save(packed);
        }

        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="Pack"/> made.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public static RunTally Unpack(byte[] bytes)
    {
        using var packed = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return RunTally.Load(packed);
    }
}
