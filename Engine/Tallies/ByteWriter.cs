using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace GpuRisk.Engine.Tallies;

/// <summary>Writes values little-endian and strings with their length in front.</summary>
internal readonly struct ByteWriter(IBufferWriter<byte> writer)
{
    internal void Write(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(writer.GetSpan(sizeof(int)), value);
        writer.Advance(sizeof(int));
    }

    internal void Write(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(writer.GetSpan(sizeof(long)), value);
        writer.Advance(sizeof(long));
    }

    internal void Write(double value) => Write(BitConverter.DoubleToInt64Bits(value));

    internal void Write(Int128 value)
    {
        BinaryPrimitives.WriteInt128LittleEndian(writer.GetSpan(2 * sizeof(long)), value);
        writer.Advance(2 * sizeof(long));
    }

    internal void Write(string value)
    {
        Write(Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, writer);
    }
}
