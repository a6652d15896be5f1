using System.Numerics;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Tallies;

/// <summary>A device's sums hold as many paths as they promise, and are read back exactly.
/// </summary>
[TestFixture]
public sealed class DeviceSumsTests
{
    private const long Largest = (1L << 47) - 1;

    [TestCase(1)]
    [TestCase(-1)]
    public void Absorb_TheMostPathsOfTheLargestOutcome_IsExact(int sign)
    {
        // What the kernel adds for each path, as numbers without bounds. Its bin begins at
        // 1023 * 2^37, so the offset has all of 37 bits; all paths may share a batch and a bin.
        BigInteger paths = TallyTable.PathLimit - 1;
        BigInteger offset = (1L << 37) - 1;
        BigInteger lowOffset = offset % (BigInteger.One << TallyTable.OffsetLowBits);
        BigInteger highOffset = offset >> TallyTable.OffsetLowBits;
        long[] rows = new long[TallyTable.RowsLength];
        long[] bins = new long[TallyTable.BinsLength];
        void Set(TallyRow row, BigInteger value) =>
            rows[TallyTable.Place(row, 0)] = Word(value);
        Set(TallyRow.Count, paths);
        Set(TallyRow.SumLow, paths * (uint)(sign * Largest));
        Set(TallyRow.SumHigh, paths * ((sign * Largest) >> 32));
        SetSquares(Set, paths);
        Set(TallyRow.BelowLimit, (1L << 47) - (sign * Largest));
        Set(TallyRow.AboveLimit, (1L << 47) + (sign * Largest));
        int page = 47 + (sign < 0 ? TallyTable.PagesPerSign : 0);
        int bin = (page * TallyTable.PageWords) + TallyTable.PageWords - TallyTable.BinWords;
        bins[bin] = Word(paths * (1 + (highOffset << TallyTable.CountBits)));
        bins[bin + 1] = Word(paths * lowOffset);

        MetricTally tally = new(TallyTesting.Profit);
        tally.Absorb(new DeviceSums(rows, bins));
        Assert.Multiple(() =>
        {
            Assert.That((BigInteger)tally.Sum, Is.EqualTo(paths * sign * Largest));
            Assert.That((BigInteger)tally.Bins().Single().Sum, Is.EqualTo(
                paths * sign * Largest));
            Assert.That(tally.Bins().Single().Count, Is.EqualTo((long)paths));
            Assert.That(tally.Moments.Squares, Is.EqualTo(
                paths * BigInteger.Pow(Largest, 2)));
            Assert.That(tally.Moments.Minimum, Is.EqualTo(sign * Largest));
            Assert.That(tally.Moments.Maximum, Is.EqualTo(sign * Largest));
        });
    }

    [Test]
    public void Absorb_Nothing_ChangesNothing()
    {
        MetricTally tally = TallyTesting.Tally(TallyTesting.Profit, [1.0, double.NaN, -3.0]);
        byte[] before = TallyTesting.Bytes(tally);
        tally.Absorb(new DeviceSums(
            new long[TallyTable.RowsLength], new long[TallyTable.BinsLength]));
        Assert.That(TallyTesting.Bytes(tally), Is.EqualTo(before));
    }

    // The limbs of a thread with one path, which are not normalised, from halves of 24 bits.
    private static void SetSquares(Action<TallyRow, BigInteger> set, BigInteger paths)
    {
        BigInteger limb = BigInteger.One << 32;
        BigInteger half = BigInteger.One << 24;
        BigInteger low = Largest % half;
        BigInteger high = Largest / half;
        BigInteger ofLow = low * low;
        BigInteger products = (low * high) << 25;
        BigInteger ofHigh = (high * high) << 48;
        set(TallyRow.SquaresLow, paths * ((ofLow % limb) + (products % limb)));
        set(TallyRow.SquaresMiddle, paths * (
            (ofLow / limb) + (products / limb % limb) + (ofHigh / limb % limb)));
        set(TallyRow.SquaresHigh, paths * (
            (products / (limb * limb)) + (ofHigh / (limb * limb))));
    }

    // Throws where a sum needs more than 64 bits.
    private static long Word(BigInteger value) =>
        value.Sign < 0 ? (long)value : (long)(ulong)value;
}
