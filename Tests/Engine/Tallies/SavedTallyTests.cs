using System.Buffers;
using System.IO.Compression;
using GpuRisk.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Tallies;

/// <summary>The bytes of saved tallies.</summary>
[TestFixture]
internal sealed class SavedTallyTests
{
    private static readonly string Folder =
        Path.Combine(Library.Root, "Tests", "Engine", "Tallies", "earlier");

    // The files and their digests were made by the program before it wrote integers short.
    [TestCase(
        "plain", "5150490426225995739d39f1a8ea37e8d9cf6c4606b29f679538a9f919f14991",
        "b6a65a7ba21a143565146823f920655f4b8aa245580dd49111b22a65ae2943b3")]
    [TestCase(
        "drawn", "16e6da6b13b4fdb0212874c0b787042e232bc92ba73f083ad1993bdac5bf74b0",
        "a9d428e0e6c2b95c846fc08e4b28d319f33d9a288509c0760b0fcfe13fe364fc")]
    [TestCase(
        "weighted", "1d959de92508f9340eb6269fd1d657eb7b8f32b1b5fd77a3a1b3f26878a9b5b2",
        "b7d9776cbfcc8c79c9339ec826dff54fec3473776640b9421bea5ef2c833eed2")]
    public void Load_OfAnEarlierVersionsFile_IsTheSame(string name, string hash, string digest)
    {
        RunTally earlier = Read(name, out _);
        RunTally again = Again(earlier, out _);
        Assert.Multiple(() =>
        {
            foreach (RunTally tally in (RunTally[])[earlier, again])
            {
                Assert.That(
                    tally.Digest($"scenario/2:{hash}", 42, 16), Is.EqualTo($"sha256:{digest}"));
                Assert.That(tally.Draws, Is.EqualTo(earlier.Draws));
            }
        });
    }

    [Test]
    public void Save_OfManyBins_TakesLessThanHalf()
    {
        RunTally earlier = Read("weighted", out int before);
        Again(earlier, out int after);
        Assert.That(after, Is.LessThan(before / 2));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Integers_OfAnySize_AreRead(bool isShort)
    {
        int[] ints = [0, 1, -1, 63, -64, 64, int.MaxValue, int.MinValue];
        long[] longs = [.. ints, 1L << 62, (1L << 62) - 1, long.MaxValue, long.MinValue];
        Int128[] wides = [.. longs.Select(value => (Int128)value),
            (Int128)long.MaxValue + 1, (Int128)long.MinValue - 1, Int128.MaxValue, Int128.MinValue];
        ArrayBufferWriter<byte> buffer = new();
        var writer = new ByteWriter(buffer, isShort);
        Array.ForEach(ints, value => writer.Write(value));
        Array.ForEach(longs, value => writer.Write(value));
        Array.ForEach(wides, value => writer.Write(value));
        writer.Write("σ");
        writer.Write(-0.1);
        var reader = new ByteReader(buffer.WrittenMemory) { IsShort = isShort };
        Assert.Multiple(() =>
        {
            Assert.That(ints.Select(_ => reader.ReadInt32()).ToArray(), Is.EqualTo(ints));
            Assert.That(longs.Select(_ => reader.ReadInt64()).ToArray(), Is.EqualTo(longs));
            Assert.That(wides.Select(_ => reader.ReadInt128()).ToArray(), Is.EqualTo(wides));
            Assert.That(reader.ReadString(), Is.EqualTo("σ"));
            Assert.That(reader.ReadDouble(), Is.EqualTo(-0.1));
            Assert.That(reader.AtEnd);
        });
    }

    [Test]
    public void Integers_ThatDoNotFit_AreRefused()
    {
        ArrayBufferWriter<byte> buffer = new();
        new ByteWriter(buffer, isShort: true).Write((Int128)long.MaxValue + 1);
        Assert.Multiple(() =>
        {
            Assert.That(
                () => new ByteReader(buffer.WrittenMemory) { IsShort = true }.ReadInt64(),
                Throws.InstanceOf<InvalidDataException>());
            Assert.That(
                () => new ByteReader(Enumerable.Repeat((byte)0xFF, 32).ToArray())
                {
                    IsShort = true,
                }.ReadInt128(),
                Throws.InstanceOf<InvalidDataException>());
        });
    }

    private static RunTally Read(string name, out int length)
    {
        using FileStream file = File.OpenRead(Path.Combine(Folder, $"{name}.tally.gz"));
        using var unpacked = new MemoryStream();
        using (var stream = new GZipStream(file, CompressionMode.Decompress))
        {
            stream.CopyTo(unpacked);
        }

        length = (int)unpacked.Length;
        unpacked.Position = 0;
        return RunTally.Load(unpacked);
    }

    private static RunTally Again(RunTally tally, out int length)
    {
        using var stream = new MemoryStream();
        tally.Save(stream);
        length = (int)stream.Length;
        stream.Position = 0;
        return RunTally.Load(stream);
    }
}
