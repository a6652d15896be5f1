namespace GpuRisk.Benchmarks;

/// <summary>Lines of code: neither blank nor comment.</summary>
internal static class LineCounter
{
    /// <summary>Counts the lines of files, in C#, C++, CUDA or Python without doc strings.
    /// </summary>
    public static int Count(IEnumerable<string> files) => files.Sum(
        file => Count(File.ReadAllLines(file), Path.GetExtension(file) == ".py" ? "#" : "//"));

    private static int Count(string[] lines, string comment) => lines
        .Select(line => line.Trim())
        .Count(line => line.Length > 0 && !line.StartsWith(comment, StringComparison.Ordinal));
}
