using System.Collections.Frozen;
using System.Data.Common;
using Dapper;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Security;

/// <summary>The API keys of a store. What another process changes is known within two seconds,
/// whatever becomes of the system's clock.</summary>
internal sealed class ApiKeys(SqlDatabase database, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1.5);

    // A store that does not answer is not asked for every request.
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private FrozenDictionary<string, ApiKey> _keys = FrozenDictionary<string, ApiKey>.Empty;
    private long? _readAt;
    private StoreException? _failure;
    private long _failedAt;

    /// <summary>Whether somebody has ever made a key by hand, valid or not.</summary>
    public bool WereEverMade =>
        Current().Values.Any(key => key.Owner != ApiKeyHandler.LocalType);

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
        if (_failure is not null && time.GetElapsedTime(_failedAt) < FailurePause)
        {
            throw new StoreException(_failure.Message, _failure);
        }

        try
        {
            return List();
        }
        catch (DbException error)
        {
            _failure = new StoreException($"The keys cannot be read: {error.Message}", error);
            _failedAt = time.GetTimestamp();
            throw _failure;
        }
    }

    private FrozenDictionary<string, ApiKey> Current()
    {
        lock (_lock)
        {
            if (_readAt is not { } at || time.GetElapsedTime(at) > Freshness)
            {
                long now = time.GetTimestamp();
                _keys = Read().ToFrozenDictionary(key => key.Id);
                _readAt = now;
            }

            return _keys;
        }
    }
}
