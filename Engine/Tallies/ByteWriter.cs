using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace GpuRisk.Engine.Tallies;

/// <summary>Writes values little-endian and strings with their length in front.</summary>
/// <param name="writer">Where to.</param>
/// <param name="isShort">Whether integers take seven bits a byte, the lowest first, with their
/// sign as the lowest of all, so that small ones are short.</param>
internal readonly struct ByteWriter(IBufferWriter<byte> writer, bool isShort = false)
{
    // Of 128 bits, seven a byte.
    private const int LongestShort = 19;

    internal void Write(int value)
    {
        if (isShort)
        {
            Write((long)value);
            return;
        }

        BinaryPrimitives.WriteInt32LittleEndian(writer.GetSpan(sizeof(int)), value);
        writer.Advance(sizeof(int));
    }

    internal void Write(long value)
    {
        if (isShort)
        {
            ulong left = (ulong)((value << 1) ^ (value >> 63));
            Span<byte> bytes = writer.GetSpan(LongestShort);
            int length = 0;
            for (; left > 0x7F; left >>= 7)
            {
                bytes[length++] = (byte)(left | 0x80);
            }

            bytes[length++] = (byte)left;
            writer.Advance(length);
            return;
        }

        BinaryPrimitives.WriteInt64LittleEndian(writer.GetSpan(sizeof(long)), value);
        writer.Advance(sizeof(long));
    }

    internal void Write(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(writer.GetSpan(sizeof(double)), value);
        writer.Advance(sizeof(double));
    }

    internal void Write(Int128 value)
    {
        if (isShort && value == (long)value)
        {
            Write((long)value);
        }
        else if (isShort)
        {
            UInt128 left = (UInt128)((value << 1) ^ (value >> 127));
            Span<byte> bytes = writer.GetSpan(LongestShort);
            int length = 0;
            for (; left > 0x7F; left >>= 7)
            {
                bytes[length++] = (byte)((byte)left | 0x80);
            }

            bytes[length++] = (byte)left;
            writer.Advance(length);
        }
        else
        {
            BinaryPrimitives.WriteInt128LittleEndian(writer.GetSpan(2 * sizeof(long)), value);
            writer.Advance(2 * sizeof(long));
        }
    }

    internal void Write(string value)
    {
        Write(Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, writer);
    }
}
