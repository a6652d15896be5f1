using System.IO.Compression;

namespace GpuRisk.Host.Service.Store;

/// <summary>Bytes as the store keeps them: what is not written need not be waited for.</summary>
internal static class Packed
{
    /// <summary>Packs bytes.</summary>
    public static byte[] Of(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>The bytes that <see cref="Of"/> packed.</summary>
    public static byte[] Bytes(byte[] packed)
    {
        using var stream = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
