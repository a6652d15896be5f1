using System.Buffers.Binary;
using System.Text;

namespace GpuRisk.Engine.Tallies;

/// <summary>Reads what <see cref="ByteWriter"/> wrote.</summary>
internal sealed class ByteReader(ReadOnlyMemory<byte> bytes)
{
    private int position;

    /// <summary>Whether integers take seven bits a byte.</summary>
    internal bool IsShort { get; set; }

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

    internal int ReadInt32()
    {
        if (!IsShort)
        {
            return BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));
        }

        long value = ReadInt64();
        Require(value == (int)value, $"byte {position}", "the integer is too large");
        return (int)value;
    }

    internal long ReadInt64()
    {
        if (!IsShort)
        {
            return BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));
        }

        if (TryReadShort(out long value))
        {
            return value;
        }

        Int128 wide = ReadInt128();
        Require(wide == (long)wide, $"byte {position}", "the integer is too large");
        return (long)wide;
    }

    internal double ReadDouble() =>
        BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    internal Int128 ReadInt128()
    {
        if (!IsShort)
        {
            return BinaryPrimitives.ReadInt128LittleEndian(Take(2 * sizeof(long)));
        }

        if (TryReadShort(out long value))
        {
            return value;
        }

        UInt128 bits = 0;
        for (int shift = 0; ; shift += 7)
        {
            Require(shift < 128, $"byte {position}", "the integer is too large");
            byte next = Take(1)[0];
            bits |= (UInt128)(next & 0x7Fu) << shift;
            if (next < 0x80)
            {
                return (Int128)(bits >> 1) ^ -(Int128)(bits & 1);
            }
        }
    }

    internal string ReadString() => Encoding.UTF8.GetString(Take(ReadInt32()));

    // Nearly all are of a few bytes.
    private bool TryReadShort(out long value)
    {
        ReadOnlySpan<byte> left = bytes.Span[position..];
        ulong bits = 0;
        for (int i = 0; i < left.Length && i < 9; i++)
        {
            bits |= (ulong)(left[i] & 0x7F) << (7 * i);
            if (left[i] < 0x80)
            {
                position += i + 1;
                value = (long)(bits >> 1) ^ -(long)(bits & 1);
                return true;
            }
        }

        value = 0;
        return false;
    }

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
