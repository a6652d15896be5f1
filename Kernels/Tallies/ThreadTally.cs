using System.Runtime.CompilerServices;
using ILGPU;

namespace GpuRisk.Kernels.Tallies;

/// <summary>
/// What one thread has counted of one batch of one metric, in registers: only bins need memory
/// for each path, and even they only when another bin is hit than the last time.
/// </summary>
internal struct ThreadTally
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
    private const int HalfBits = 24;
    private const int LimbBits = 32;

    private long _count;
    private long _zeros;
    private long _absent;
    private long _faults;
    private long _faultKey;
    private long _sum;
    private ulong _squaresOfLow;
    private ulong _products;
    private ulong _squaresOfHigh;
    private long _belowLimit;
    private long _aboveLimit;
    private int _bin;
    private long _binCount;
    private long _binSum;

    /// <summary>Adds an outcome of a path above all before.</summary>
    [MethodImpl(Inline)]
    public void Add(double outcome, MetricScale scale, long path, ArrayView<long> bins)
    {
        var quantum = new Quantum(outcome, scale);
        if (quantum.Exists)
        {
            AddMoments(quantum.Value);
            if (quantum.Value == 0)
            {
                _zeros++;
            }
            else
            {
                AddToBin(quantum, bins);
            }
        }
        else if (scale.Conditional != 0 && Quantum.IsNaN(Quantum.Pattern(outcome)))
        {
            _absent++;
        }
        else
        {
            _faultKey = _faults == 0 ? long.MaxValue - path : _faultKey;
            _faults++;
        }
    }

    /// <summary>Adds all to a column of a metric's rows and to its bins.</summary>
    [MethodImpl(Inline)]
    public void Flush(ArrayView<long> rows, int column, ArrayView<long> bins)
    {
        FlushBin(bins);
        Sum(rows, TallyRow.Count, column, _count);
        Sum(rows, TallyRow.Zeros, column, _zeros);
        Sum(rows, TallyRow.Absent, column, _absent);
        Sum(rows, TallyRow.Faults, column, _faults);
        Sum(rows, TallyRow.SumLow, column, (long)Low((ulong)_sum));
        Sum(rows, TallyRow.SumHigh, column, _sum >> LimbBits);
        FlushSquares(rows, column);
        Atomic.Max(ref rows[TallyTable.Place(TallyRow.BelowLimit, column)], _belowLimit);
        Atomic.Max(ref rows[TallyTable.Place(TallyRow.AboveLimit, column)], _aboveLimit);
        if (_faults != 0)
        {
            Atomic.Max(ref rows[TallyTable.Place(TallyRow.FaultKey, column)], _faultKey);
        }
    }

    [MethodImpl(Inline)]
    private void AddMoments(long value)
    {
        _count++;
        _sum += value;
        _belowLimit = Math.Max(_belowLimit, (1L << Quantum.LimitBits) - value);
        _aboveLimit = Math.Max(_aboveLimit, (1L << Quantum.LimitBits) + value);

        // No device multiplies to 128 bits at once; halves of 24 and 23 bits need 64.
        ulong magnitude = (ulong)(value < 0 ? -value : value);
        uint high = (uint)(magnitude >> HalfBits);
        uint low = (uint)magnitude & ((1u << HalfBits) - 1);
        _squaresOfLow += (ulong)low * low;
        _products += (ulong)high * low;
        _squaresOfHigh += (ulong)high * high;
    }

    [MethodImpl(Inline)]
    private void AddToBin(Quantum quantum, ArrayView<long> bins)
    {
        int bin = quantum.Bin;
        if (bin != _bin)
        {
            FlushBin(bins);
            _bin = bin;
            _binCount = 0;
            _binSum = 0;
        }

        long offset = quantum.Offset;
        _binCount += 1 + ((offset >> TallyTable.OffsetLowBits) << TallyTable.CountBits);
        _binSum += offset & ((1L << TallyTable.OffsetLowBits) - 1);
    }

    [MethodImpl(Inline)]
    private readonly void FlushBin(ArrayView<long> bins)
    {
        Sum(bins, TallyTable.BinWords * _bin, _binCount);
        Sum(bins, (TallyTable.BinWords * _bin) + 1, _binSum);
    }

    // The square is high^2 * 2^48 + high * low * 2^25 + low^2; its limbs need not be normalised.
    [MethodImpl(Inline)]
    private readonly void FlushSquares(ArrayView<long> rows, int column)
    {
        ulong low = Low(_squaresOfLow) + Low(_products << 25);
        ulong middle =
            (_squaresOfLow >> LimbBits) + Low(_products >> 7) + Low(_squaresOfHigh << 16);
        ulong high = (_products >> 39) + (_squaresOfHigh >> 16);
        Sum(rows, TallyRow.SquaresLow, column, (long)low);
        Sum(rows, TallyRow.SquaresMiddle, column, (long)middle);
        Sum(rows, TallyRow.SquaresHigh, column, (long)high);
    }

    [MethodImpl(Inline)]
    private static void Sum(ArrayView<long> rows, TallyRow row, int column, long value) =>
        Sum(rows, TallyTable.Place(row, column), value);

    [MethodImpl(Inline)]
    private static void Sum(ArrayView<long> sums, int place, long value)
    {
        if (value != 0)
        {
            Atomic.Add(ref sums[place], value);
        }
    }

    [MethodImpl(Inline)]
    private static ulong Low(ulong value) => value & uint.MaxValue;
}
