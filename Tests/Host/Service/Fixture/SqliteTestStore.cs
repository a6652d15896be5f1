using System.Text;

namespace GpuRisk.Tests.Host.Service;

/// <summary>A SQLite file in a temporary folder.</summary>
internal sealed class SqliteTestStore : TestStore
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gpurisk-store-");

    public override string Address => Path.Combine(_folder.FullName, "service.db");

    /// <inheritdoc/>
    /// <remarks>The write-ahead log is part of it.</remarks>
    public override async Task<string> Dump()
    {
        var text = new StringBuilder();
        foreach (FileInfo file in _folder.GetFiles("service.db*")
            .Where(file => file.Extension != ".lock"))
        {
            using var bytes = new MemoryStream();
            using FileStream stream = new(
                file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await stream.CopyToAsync(bytes);
            text.Append(Encoding.Latin1.GetString(bytes.ToArray()));
        }

        return text.ToString();
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
