using System.Text;
using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Reads a book of loans, one wallet a line.</summary>
internal static class BookReader
{
    private const long MaximumBytes = 256L * 1024 * 1024;

    private const int MaximumRows = 1_000_000;

    private const string Header = "wallet,class,asset,collateral,debtAsset,debt";

    public static IReadOnlyList<Borrower> Read(
        Value entry,
        LendingMarket market,
        BuildContext context)
    {
        Value file = entry["file"];
        if (Locate(file, context) is not { } path) return [];
        try
        {
            var length = new FileInfo(path).Length;
            if (length > MaximumBytes)
            {
                context.Refuse(
                    file, $"found {length} bytes in {path}; allowed are {MaximumBytes}");
                return [];
            }

            using var reader = new StreamReader(path, new UTF8Encoding(false, true));
            return Rows(reader, path, entry, market, context);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            context.Refuse(file, $"found no file {path}; allowed is a book in CSV");
        }
        catch (DecoderFallbackException)
        {
            context.Refuse(file, $"found bytes in {path} that are not UTF-8; allowed is text");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Refuse(file, $"{path} cannot be read: {e.Message}");
        }

        return [];
    }

    private static string? Locate(Value file, BuildContext context)
    {
        if (file.Text is not { } name) return null;
        string? problem = context.BaseFolder is null
            ? "found a book; allowed only in a scenario that is read from a file"
            : string.IsNullOrWhiteSpace(name) || name.Contains('\0', StringComparison.Ordinal)
                ? "found no name of a file; allowed is the name of a book in CSV"
                : Path.IsPathRooted(name)
                    ? $"found the absolute path '{RawNode.Shortened(name)}'; "
                        + "allowed is one relative to the scenario file"
                    : null;
        if (problem is not null)
        {
            context.Refuse(file, problem);
            return null;
        }

        string path = Path.Combine(context.BaseFolder!, name);
        if (!Directory.Exists(path)) return path;
        context.Refuse(file, $"found that {path} is a directory; allowed is a book in CSV");
        return null;
    }

    private static List<Borrower> Rows(
        StreamReader reader,
        string path,
        Value entry,
        LendingMarket market,
        BuildContext context)
    {
        var borrowers = new List<Borrower>();
        string? header = reader.ReadLine();
        if (string.IsNullOrWhiteSpace(header) && reader.EndOfStream)
        {
            context.Refuse(entry["file"], $"found nothing in {path}; allowed is a book in CSV");
            return borrowers;
        }

        if (header!.Replace(" ", "", StringComparison.Ordinal).Trim() != Header)
        {
            context.Log.Add(
                new Place(path, 1, 1), entry.Path,
                $"found '{RawNode.Shortened(header)}'; the first line must be {Header}");
            return borrowers;
        }

        var row = new BookRow(path, entry, market, context);
        for (int line = 2; reader.ReadLine() is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            if (row.Count == MaximumRows)
            {
                context.Log.Add(
                    new Place(path, line, 1), entry.Path,
                    $"found more than {MaximumRows} rows, the most allowed");
                break;
            }

            if (row.Read(text, line) is { } borrower) borrowers.Add(borrower);
        }

        if (row.Count == 0)
            context.Refuse(entry["file"], $"found no rows in {path}; allowed is at least one");
        return borrowers;
    }
}
