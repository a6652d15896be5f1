namespace GpuRisk.Scenarios.Calibration;

/// <summary>Which prices to read from a file.</summary>
/// <param name="Path">The CSV file.</param>
public sealed record PriceFileRequest(string Path)
{
    /// <summary>The column of the price, whatever its case; null for <c>close</c> or else
    /// <c>price</c>.</summary>
    public string? Column { get; init; }

    /// <summary>The first time that is read, in UTC; null for the file's first.</summary>
    public DateTime? FromUtc { get; init; }

    /// <summary>The time before which prices are read, in UTC; null for all to the end.</summary>
    public DateTime? ToUtc { get; init; }

    /// <summary>
    /// The asset to take where the file's column <c>asset</c> or <c>symbol</c> names several;
    /// of no effect elsewhere.
    /// </summary>
    public string? Asset { get; init; }
}
