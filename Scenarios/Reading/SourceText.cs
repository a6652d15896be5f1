using System.Buffers;
using System.Text;

namespace GpuRisk.Scenarios.Reading;

/// <summary>Turns a file into text that is safe to give to the YAML parser.</summary>
internal static class SourceText
{
    /// <summary>The most that a scenario file may hold, in bytes.</summary>
    public const int MaximumBytes = 4 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a whole file, or tells why it cannot be read.</summary>
    public static string? Read(string path, ErrorLog log)
    {
        var start = new Place(path, 1, 1);
        try
        {
            if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
            {
                log.Add(start, "", "this is not the name of a file; name a scenario file");
                return null;
            }

            if (Directory.Exists(path))
            {
                log.Add(start, "", "this is a directory; name a scenario file in it");
                return null;
            }

            if (ReadBounded(path) is { } bytes) return Decode(bytes, path, log);
            log.Add(start, "", $"the file is larger than {MaximumBytes} bytes, the most allowed");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            log.Add(start, "", "there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.Add(start, "", $"the file cannot be read: {e.Message}");
        }

        return null;
    }

    /// <summary>Tells what the YAML parser would not tell well; true for a clean text.</summary>
    public static bool Check(string text, Place origin, ErrorLog log)
    {
        if (text.Length > MaximumBytes)
        {
            log.Add(
                origin, "",
                $"the text is longer than {MaximumBytes} characters, the most allowed");
            return false;
        }

        int line = origin.Line;
        int lineStart = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\n')
            {
                line++;
                lineStart = i + 1;
                continue;
            }

            string? problem = ProblemAt(text, i, lineStart);
            if (problem is null) continue;
            int shift = line == origin.Line ? origin.Column : 1;
            log.Add(new Place(origin.File, line, i - lineStart + shift), "", problem);
            return false;
        }

        return true;
    }

    private static string? ProblemAt(string text, int index, int lineStart)
    {
        char c = text[index];
        if (c == '\t' && text.AsSpan(lineStart, index - lineStart).Trim(' ').IsEmpty)
            return "found a tab in the indentation; indent with spaces";
        if (c == '\uFEFF' && index > 0 || char.IsControl(c) && c is not ('\t' or '\r' or '\u0085'))
            return $"found the control character U+{(int)c:X4}; a scenario is text in UTF-8";
        if (!char.IsSurrogate(c)) return null;
        bool isPair = char.IsHighSurrogate(c)
            ? index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
            : index > 0 && char.IsHighSurrogate(text[index - 1]);
        return isPair ? null : "found half a character; a scenario is text in UTF-8";
    }

    /// <summary>Reads at most the allowed size; null where there is more.</summary>
    private static byte[]? ReadBounded(string path)
    {
        using FileStream stream = RegularFile.OpenRead(path);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(MaximumBytes + 1);
        try
        {
            int count = stream.ReadAtLeast(
                buffer.AsSpan(0, MaximumBytes + 1), MaximumBytes + 1, throwOnEndOfStream: false);
            return count > MaximumBytes ? null : buffer.AsSpan(0, count).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string? Decode(ReadOnlySpan<byte> bytes, string path, ErrorLog log)
    {
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        if (bytes.StartsWith(mark)) bytes = bytes[mark.Length..];
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            ReadOnlySpan<byte> before = bytes[..Math.Clamp(e.Index, 0, bytes.Length)];
            int line = before.Count((byte)'\n') + 1;
            int column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]);
            log.Add(
                new Place(path, line, column + 1), "",
                "found bytes that are not UTF-8; a scenario is text in UTF-8");
            return null;
        }
    }
}
