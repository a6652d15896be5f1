using System.Security.Cryptography;

namespace GpuRisk.Host.Runs.Storage;

/// <summary>Digests of bytes, as manifests tell them.</summary>
internal static class FileDigest
{
    /// <summary>The SHA-256 of what a stream holds: <c>sha256:</c> and 64 digits.</summary>
    public static string Of(Stream stream) => Text(SHA256.HashData(stream));

    /// <inheritdoc cref="Of(Stream)"/>
    public static string Of(ReadOnlySpan<byte> bytes) => Text(SHA256.HashData(bytes));

    private static string Text(byte[] hash) => "sha256:" + Convert.ToHexStringLower(hash);
}
