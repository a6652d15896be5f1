using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Reports.Pictures;

/// <summary>A PNG file that somebody asks for.</summary>
internal static class PictureFile
{
    /// <summary>Why it cannot be written; null where it can.</summary>
    public static string? Problem(string path) =>
        path.EndsWith(".png", StringComparison.OrdinalIgnoreCase)
            ? OutputFolder.WriteProblem(path)
            : $"found '{path}'; allowed is a file whose name ends in .png";
}
