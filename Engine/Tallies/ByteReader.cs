using System.Buffers.Binary;
using System.Text;

namespace GpuRisk.Engine.Tallies;

/// <summary>Reads what <see cref="ByteWriter"/> wrote.</summary>
internal sealed class ByteReader(ReadOnlyMemory<byte> bytes)
{
    private int position;

    /// <summary>Whether every byte was read.</summary>
    internal bool AtEnd => position == bytes.Length;

    /// <summary>Throws where a file's contents are not what they must be.</summary>
    /// <exception cref="InvalidDataException">The condition is false.</exception>
    internal static void Require(bool condition, string place, string what)
    {
        if (!condition)
        {
            throw new InvalidDataException($"The saved tally is damaged: {place}: {what}.");
        }
    }

    internal int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    internal long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    internal double ReadDouble() => BitConverter.Int64BitsToDouble(ReadInt64());

    internal Int128 ReadInt128() =>
        BinaryPrimitives.ReadInt128LittleEndian(Take(2 * sizeof(long)));

    internal string ReadString() => Encoding.UTF8.GetString(Take(ReadInt32()));

    private ReadOnlySpan<byte> Take(int length)
    {
        Require(
            length >= 0 && length <= bytes.Length - position,
            $"byte {position}",
            "the file ends too early");
        ReadOnlySpan<byte> taken = bytes.Span.Slice(position, length);
        position += length;
        return taken;
    }
}
