namespace GpuRisk.Engine.Tallies;

/// <summary>
/// What is kept of a metric beside its counts where its mean is corrected by controls: the sums of
/// its outcomes' products with each control's, by logical batch. Integers, so that their order does
/// not show.
/// </summary>
/// <param name="count">How many controls there are.</param>
/// <remarks>Products that do not fit 128 bits are refused
/// (<see cref="OverflowException"/>).</remarks>
internal sealed class ControlSums(int count)
{
    private const int BatchCount = MetricTally.BatchCount;

    private readonly Int128[] _products = new Int128[count * BatchCount];

    /// <summary>The sum of a batch's products with a control, in units of both.</summary>
    internal Int128 this[int control, int batch] => _products[(control * BatchCount) + batch];

    /// <summary>Adds the outcomes of consecutive paths.</summary>
    /// <param name="quanta">Their integers.</param>
    /// <param name="controls">The controls' integers, one control after the other.</param>
    /// <param name="stride">Integers from one control to the next.</param>
    /// <param name="firstPath">The index of the first path.</param>
    internal void Add(
        ReadOnlySpan<long> quanta, ReadOnlySpan<long> controls, int stride, long firstPath)
    {
        for (int control = 0; control < count; control++)
        {
            ReadOnlySpan<long> factors = controls.Slice(control * stride, quanta.Length);
            Span<Int128> sums = _products.AsSpan(control * BatchCount, BatchCount);
            for (int i = 0; i < quanta.Length; i++)
            {
                int batch = (int)((firstPath + i) % BatchCount);
                sums[batch] = checked(sums[batch] + Math.BigMul(quanta[i], factors[i]));
            }
        }
    }

    /// <summary>Adds all that another holds.</summary>
    internal void Merge(ControlSums other)
    {
        for (int i = 0; i < _products.Length; i++)
        {
            _products[i] = checked(_products[i] + other._products[i]);
        }
    }

    /// <summary>Writes the canonical bytes.</summary>
    internal void Write(ByteWriter bytes)
    {
        foreach (Int128 product in _products)
        {
            bytes.Write(product);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    internal void Read(ByteReader bytes)
    {
        for (int i = 0; i < _products.Length; i++)
        {
            _products[i] = bytes.ReadInt128();
        }
    }
}
