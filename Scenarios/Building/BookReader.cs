using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Reads a book of loans: a row states a collateral and a debt of a wallet, and the rows
/// of a wallet are one loan.</summary>
internal static class BookReader
{
    private const string Header = "wallet,class,asset,collateral,debtAsset,debt";

    /// <summary>The borrowers, and how many wallets owe nothing.</summary>
    public static (IReadOnlyList<Borrower> Borrowers, int WithoutDebt) Read(
        Value entry,
        LendingMarket market,
        BuildContext context)
    {
        BookRows? rows = null;
        CsvFile.Read(entry["file"], entry.Path, "book", context, (header, path) =>
        {
            string found = string.Join(',', header.Select(cell => cell.Text));
            if (found.Replace(" ", "", StringComparison.Ordinal) != Header)
            {
                context.Log.Add(
                    new Place(path, 1, 1), entry.Path,
                    $"found '{RawNode.Shortened(found)}'; the first line must be {Header}");
                return null;
            }

            rows = new BookRows(path, entry, market, context);
            return rows.Read;
        });
        return rows?.Borrowers() ?? ([], 0);
    }
}
