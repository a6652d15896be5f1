using GpuRisk.Client;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Security;

/// <summary>
/// The key of the user whom the service runs as. It is made at the first start of a service that
/// has no other keys, told once, and kept beside the store, where nobody else can read it. While
/// the service runs, that user's programs find a copy by the port.
/// </summary>
internal sealed class LocalKeyFile
{
    private readonly List<string> _copies = [];

    private LocalKeyFile(string? text, string? path, bool isNew)
    {
        Text = text;
        Path = path;
        IsNew = isNew;
    }

    /// <summary>The key's text; null where the service has none.</summary>
    public string? Text { get; }

    /// <summary>Where it is kept; null where it is not.</summary>
    public string? Path { get; }

    /// <summary>Whether it was made now.</summary>
    public bool IsNew { get; }

    /// <summary>Finds the key, or makes it where nobody has made any.</summary>
    public static LocalKeyFile Open(
        ServiceOptions options, SqlDatabase database, ApiKeys keys, DateTimeOffset now)
    {
        string? path = database.PlaceOfKey;
        if (options.Jwt is not null || options.TrustLocal)
        {
            return new(null, null, false);
        }

        if (Read(path) is { } known && keys.Find(known) is not null)
        {
            return new(known, path, false);
        }

        if (keys.List().Count > 0)
        {
            return new(null, null, false);
        }

        (ApiKey key, string text) = ApiKey.Create(
            ApiKeyHandler.LocalType, Scope.All, default, now);
        bool isKept = path is not null && Write(path, text);
        keys.Add(key);
        return new(text, isKept ? path : null, true);
    }

    /// <summary>Lets programs of the same user find the key by the ports of addresses. What is left
    /// there of another service goes.</summary>
    public void Publish(IEnumerable<string> addresses)
    {
        foreach (int port in addresses
            .Select(address => BindingAddress.Parse(address).Port).Where(port => port > 0))
        {
            if (LocalKey.PathOf(port) is not { } copy)
            {
                continue;
            }

            Delete(copy);
            if (Text is not null && Write(copy, Text))
            {
                _copies.Add(copy);
            }
        }
    }

    /// <summary>Takes back what <see cref="Publish"/> has laid out.</summary>
    public void Withdraw()
    {
        foreach (string copy in _copies.Where(copy => Read(copy) == Text))
        {
            Delete(copy);
        }
    }

    private static string? Read(string? path)
    {
        try
        {
            return path is not null && File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Where there is no room for it, whoever has read it at the start can still give it.
    private static bool Write(string path, string text)
    {
        try
        {
            Delete(path);
            PrivateFile.Make(path);
            File.WriteAllText(path, text + "\n");
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is not ours, or not there.
        }
    }
}
