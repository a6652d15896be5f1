namespace GpuRisk.Scenarios.Calibration;

/// <summary>Which prices to read from a file.</summary>
/// <param name="Path">The CSV file.</param>
public sealed record PriceFileRequest(string Path)
{
    /// <summary>The column of the price by name, whatever its case, or number from 1; null for
    /// <c>close</c> or else <c>price</c>.</summary>
    public string? Column { get; init; }

    /// <summary>The column of the time by name, whatever its case, or number from 1; null for the
    /// usual names.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>What stands before decimals; null where the prices tell.</summary>
    public DecimalSign? Decimal { get; init; }

    /// <summary>What comes first in dates such as 01/02/2023; null where the dates tell.</summary>
    public DateOrder? DateOrder { get; init; }

    /// <summary>
    /// The first time that is read, in UTC; null for the file's first, which must not be before
    /// 2009.
    /// </summary>
    public DateTime? FromUtc { get; init; }

    /// <summary>The time before which prices are read, in UTC; null for all to the end.</summary>
    public DateTime? ToUtc { get; init; }

    /// <summary>The present, in UTC, which prices may exceed by a day; null where nobody knows it.
    /// </summary>
    public DateTime? NowUtc { get; init; }

    /// <summary>
    /// The asset to take where columns or lines of the file name several; of no effect elsewhere.
    /// <c>ETH</c> is found as <c>ETH-USD</c> too.
    /// </summary>
    public string? Asset { get; init; }

    /// <summary>What names that asset, for errors.</summary>
    internal string AssetKey { get; init; } = "--name";

    /// <summary>Whether the column may hold any numbers, as it need not be one of prices.
    /// </summary>
    internal bool HoldsAnyValue { get; init; }

    /// <summary>The first time that may be meant without a question, in UTC.</summary>
    internal DateTime EarliestUtc => FromUtc < PriceTime.Earliest
        ? DateTime.SpecifyKind(FromUtc.Value, DateTimeKind.Utc)
        : PriceTime.Earliest;
}
