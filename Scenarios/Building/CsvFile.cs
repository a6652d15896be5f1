using System.Text;
using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;
using nietras.SeparatedValues;

namespace GpuRisk.Scenarios.Building;

/// <summary>Reads CSV files beside the scenario, line by line, and tells what is wrong.</summary>
internal static class CsvFile
{
    private const long MaximumBytes = 256L * 1024 * 1024;

    private const int MaximumRows = 1_000_000;

    /// <summary>Reads a file.</summary>
    /// <param name="file">The value that names it.</param>
    /// <param name="entryPath">The key path told with what is wrong inside the file.</param>
    /// <param name="what">What it holds, as in "a book".</param>
    /// <param name="context">Knows the folder, and receives what is wrong.</param>
    /// <param name="begin">
    /// Takes the header's cells and the file's path; returns what takes the cells of each row with
    /// the number of its line, or null where it has told that the header is wrong.
    /// </param>
    public static void Read(
        Value file,
        string entryPath,
        string what,
        BuildContext context,
        Func<CsvField[], string, Action<CsvField[], int>?> begin)
    {
        if (Locate(file, what, context) is not { } name) return;
        string path = context.Books.Shown(name);
        string place = context.Books.PathOf(name);
        try
        {
            var length = new FileInfo(place).Length;
            if (length > MaximumBytes)
            {
                context.Refuse(
                    file, $"found {length} bytes in {path}; allowed are {MaximumBytes}");
                return;
            }

            RegularFile.Check(place);
            using var reader = new StreamReader(place, new UTF8Encoding(false, true));
            ReadRows(reader, path, file, entryPath, what, context, begin);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            context.Refuse(file, $"found no file {path}; allowed is a {what} in CSV");
        }
        catch (DecoderFallbackException)
        {
            context.Refuse(file, $"found bytes in {path} that are not UTF-8; allowed is text");
        }
        catch (NotSupportedException)
        {
            // The reader's own bound on a row, which a quote without an end passes.
            context.Refuse(
                file,
                $"found a line in {path} that is too long; allowed are 16 million characters");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Refuse(file, context.Books.IsConfined
                ? $"{path} cannot be read"
                : $"{path} cannot be read: {e.Message}");
        }
    }

    /// <summary>The name of a file that may be read; null where it was refused.</summary>
    public static string? Locate(Value file, string what, BuildContext context)
    {
        if (file.Text is not { } name) return null;
        string? problem = context.Books.Path is null
            ? $"found a {what}; allowed only "
                + (context.Books.IsConfined
                    ? "where the service was given a folder of them (--files)"
                    : "in a scenario that is read from a file")
            : string.IsNullOrWhiteSpace(name) || name.Contains('\0', StringComparison.Ordinal)
                ? $"found no name of a file; allowed is the name of a {what} in CSV"
                : Path.IsPathRooted(name)
                    ? $"found the absolute path '{RawNode.Shortened(name)}'; "
                        + "allowed is one relative to the scenario file"
                    : context.Books.Forbids(name)
                        ? $"found '{RawNode.Shortened(name)}', which leaves the folder of books; "
                            + "allowed is a file in it"
                        : null;
        if (problem is not null)
        {
            context.Refuse(file, problem);
            return null;
        }

        if (!Directory.Exists(context.Books.PathOf(name))) return name;
        context.Refuse(
            file,
            $"found that {context.Books.Shown(name)} is a directory; allowed is a {what} in CSV");
        return null;
    }

    private static void ReadRows(
        StreamReader reader,
        string path,
        Value file,
        string entryPath,
        string what,
        BuildContext context,
        Func<CsvField[], string, Action<CsvField[], int>?> begin)
    {
        using SepReader rows = Sep.New(',')
            .Reader(options => options with { HasHeader = false, DisableColCountCheck = true })
            .From(reader);
        Action<CsvField[], int>? take = null;
        int count = -1;
        foreach (SepReader.Row row in rows)
        {
            if (row.Span.IsWhiteSpace()) continue;
            if (take is null)
            {
                take = begin(CsvField.All(row), path);
                if (take is null) return;
                count = 0;
                continue;
            }

            // Of a text without a header the library counts the first row twice.
            int line = row.LineNumberToExcl - 1 - row.Span.Count('\n');
            if (count == MaximumRows)
            {
                context.Log.Add(
                    new Place(path, line, 1), entryPath,
                    $"found more than {MaximumRows} rows, the most allowed");
                break;
            }

            count++;
            take(CsvField.All(row), line);
        }

        if (count < 0)
            context.Refuse(file, $"found nothing in {path}; allowed is a {what} in CSV");
        else if (count == 0)
            context.Refuse(file, $"found no rows in {path}; allowed is at least one");
    }
}
