namespace GpuRisk.Host.Runs.Storage;

/// <summary>
/// Files of a result that are written aside and take their places together when all are whole.
/// Where anything fails before that, what the folder held stays as it was.
/// </summary>
internal sealed class StagedFiles : IDisposable
{
    private const string Old = "old";

    private readonly string _folder;
    private readonly string _aside;
    private readonly List<string> _names = [];

    /// <summary>Begins to write aside, in the folder itself so that moving copies nothing.
    /// </summary>
    public StagedFiles(string folder)
    {
        _folder = folder;
        _aside = Path.Combine(folder, $".{Path.GetRandomFileName()}.tmp");
    }

    /// <summary>Writes a file.</summary>
    /// <param name="name">Its name in the folder, maybe in a folder of its own.</param>
    /// <param name="write">Writes its contents.</param>
    public void Write(string name, Action<Stream> write)
    {
        using FileStream stream = File.Create(PlaceOf(name));
        write(stream);
        stream.Flush(flushToDisk: true);
        _names.Add(name);
    }

    /// <summary>The digest of a file that was written or taken.</summary>
    public string DigestOf(string name)
    {
        using FileStream stream = File.OpenRead(Path.Combine(_aside, name));
        return FileDigest.Of(stream);
    }

    /// <summary>Takes a file that was written elsewhere in the folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Its name in the folder.</param>
    public void Take(string path, string name)
    {
        File.Move(path, PlaceOf(name));
        _names.Add(name);
    }

    /// <summary>Puts all files into their places.</summary>
    /// <param name="outdated">Files of an earlier result that go, written again or not.</param>
    /// <param name="last">The file that means that the result is whole.</param>
    public void Keep(IEnumerable<string> outdated, string last)
    {
        // Without its last file the folder holds no result, should the moving be cut short.
        string[] names = [.. _names.Where(name => name != last), last];
        string[] replaced =
            [last, .. outdated.Concat(names).Distinct().Where(name => name != last)];
        var undo = new Stack<(string From, string To)>();
        try
        {
            foreach (string name in replaced.Where(name => File.Exists(At(_folder, name))))
            {
                Move(At(_folder, name), At(Path.Combine(_aside, Old), name), undo);
            }

            foreach (string name in names)
            {
                Move(At(_aside, name), At(_folder, name), undo);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            while (undo.TryPop(out (string From, string To) move))
            {
                File.Move(move.To, move.From, overwrite: true);
            }

            throw;
        }
    }

    /// <summary>Drops what took no place.</summary>
    public void Dispose()
    {
        try
        {
            if (Directory.Exists(_aside))
            {
                Directory.Delete(_aside, recursive: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Why nothing was kept is told by what failed first.
        }
    }

    private string PlaceOf(string name)
    {
        string path = Path.Combine(_aside, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private static string At(string folder, string name) => Path.Combine(folder, name);

    private static void Move(string from, string to, Stack<(string From, string To)> undo)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Move(from, to, overwrite: true);
        undo.Push((from, to));
    }
}
