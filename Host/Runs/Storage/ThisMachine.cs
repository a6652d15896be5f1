using System.Runtime.InteropServices;

namespace GpuRisk.Host.Runs.Storage;

/// <summary>The machine that this process runs on.</summary>
internal static class ThisMachine
{
    private const string ProcessorFile = "/proc/cpuinfo";

    /// <summary>Describes it.</summary>
    public static Machine Describe() => new(
        RuntimeInformation.OSDescription,
        ProcessorName() ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        RuntimeInformation.FrameworkDescription);

    private static string? ProcessorName()
    {
        try
        {
            return File.Exists(ProcessorFile)
                ? File.ReadLines(ProcessorFile)
                    .Where(line => line.StartsWith("model name", StringComparison.Ordinal))
                    .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..])
                    .Select(name => name.Trim())
                    .FirstOrDefault()
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
