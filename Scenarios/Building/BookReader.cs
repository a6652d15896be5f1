using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Reads a book of loans, one wallet a line.</summary>
internal static class BookReader
{
    private const string Header = "wallet,class,asset,collateral,debtAsset,debt";

    public static IReadOnlyList<Borrower> Read(
        Value entry,
        LendingMarket market,
        BuildContext context)
    {
        var borrowers = new List<Borrower>();
        CsvFile.Read(entry["file"], entry.Path, "book", context, (header, path) =>
        {
            if (header.Replace(" ", "", StringComparison.Ordinal).Trim() != Header)
            {
                context.Log.Add(
                    new Place(path, 1, 1), entry.Path,
                    $"found '{RawNode.Shortened(header)}'; the first line must be {Header}");
                return null;
            }

            var row = new BookRow(path, entry, market, context);
            return (text, line) =>
            {
                if (row.Read(text, line) is { } borrower) borrowers.Add(borrower);
            };
        });
        return borrowers;
    }
}
