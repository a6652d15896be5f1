using System.IO.Compression;

namespace GpuRisk.Host.Service.Store;

/// <summary>Bytes as the store keeps them: what is not written need not be waited for.</summary>
internal static class Packed
{
    /// <summary>Packs bytes.</summary>
    public static byte[] Of(byte[] bytes) => Of(stream => stream.Write(bytes));

    /// <summary>Packs what is written.</summary>
    public static byte[] Of(Action<Stream> write)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            write(stream);
        }

        return packed.ToArray();
    }

    /// <summary>The bytes that were packed.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public static byte[] Bytes(byte[] packed)
    {
        using Stream stream = Open(packed);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Reads what was packed.</summary>
    public static Stream Open(byte[] packed) =>
        new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
}
