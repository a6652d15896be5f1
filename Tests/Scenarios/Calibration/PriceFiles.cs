using GpuRisk.Scenarios.Calibration;

namespace GpuRisk.Tests.Scenarios.Calibration;

/// <summary>Reads price files that a test writes in its own folder.</summary>
internal static class PriceFiles
{
    public const string Name = "prices.csv";

    /// <summary>Reads a text as if it were a file; errors name it <see cref="Name"/>.</summary>
    public static PriceFileResult Read(
        string text, Func<PriceFileRequest, PriceFileRequest>? change = null)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gpurisk-prices-");
        try
        {
            string path = Path.Combine(folder.FullName, Name);
            File.WriteAllText(path, text);
            var request = new PriceFileRequest(path);
            PriceFileResult result = PriceFile.Read(change?.Invoke(request) ?? request);
            return result with
            {
                Errors = [.. result.Errors.Select(error => error with { File = Name })],
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
