using System.Collections.Frozen;
using System.Data.Common;
using Dapper;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Security;

/// <summary>The API keys of a store. What another process changes is known within seconds.
/// </summary>
internal sealed class ApiKeys(SqlDatabase database, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private FrozenDictionary<string, ApiKey> _keys = FrozenDictionary<string, ApiKey>.Empty;
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>Whether a key was ever made, valid or not.</summary>
    public bool WereEverMade => Current().Count > 0;

    /// <summary>Whether some key is valid.</summary>
    public bool AreAnyValid => Current().Values.Any(key => key.Revoked is null);

    /// <summary>The valid key of a text; null where there is none.</summary>
    public ApiKey? Find(string text) =>
        ApiKey.Parse(text) is { } parts
        && Current().TryGetValue(parts.Id, out ApiKey? key)
        && key.Revoked is null
        && key.Matches(parts.Secret)
            ? key
            : null;

    /// <summary>All keys, the oldest first.</summary>
    public IReadOnlyList<ApiKey> List()
    {
        using DbConnection connection = database.Open();
        return connection.Query<ApiKey>(
            "SELECT id, owner, secrethash, scopes, queued, secondsperday, created, revoked "
            + "FROM apikeys ORDER BY created, id").AsList();
    }

    /// <summary>Adds a key.</summary>
    public void Add(ApiKey key)
    {
        using DbConnection connection = database.Open();
        connection.Execute(
            "INSERT INTO apikeys (id, owner, secrethash, scopes, queued, secondsperday, created) "
            + "VALUES (@Id, @Owner, @SecretHash, @Scopes, @Queued, @SecondsPerDay, @Created)",
            key);
    }

    /// <summary>Makes a key invalid.</summary>
    /// <returns>False where there is no valid key of that name.</returns>
    public bool Revoke(string id)
    {
        using DbConnection connection = database.Open();
        return connection.Execute(
            "UPDATE apikeys SET revoked = @now WHERE id = @id AND revoked IS NULL",
            new { id, now = time.GetUtcNow().ToUnixTimeMilliseconds() }) > 0;
    }

    private IReadOnlyList<ApiKey> Read()
    {
        try
        {
            return List();
        }
        catch (DbException error)
        {
            throw new StoreException($"The keys cannot be read: {error.Message}", error);
        }
    }

    private FrozenDictionary<string, ApiKey> Current()
    {
        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (now - _readAt > Freshness)
            {
                _keys = Read().ToFrozenDictionary(key => key.Id);
                _readAt = now;
            }

            return _keys;
        }
    }
}
