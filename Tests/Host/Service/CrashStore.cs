using System.Data.Common;
using Dapper;
using GpuRisk.Host.Service.Store;
using Npgsql;

namespace GpuRisk.Tests.Host.Service;

/// <summary>An empty store for one test: a SQLite file, or a PostgreSQL database of its own.
/// </summary>
internal sealed class CrashStore : IDisposable
{
    /// <summary>The environment variable that holds the connection string of a PostgreSQL
    /// server.</summary>
    public const string Variable = "GPURISK_TEST_POSTGRES";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gpurisk-crash-");
    private readonly string? _database;

    public CrashStore(string kind)
    {
        if (kind == "sqlite")
        {
            Name = Path.Combine(_folder.FullName, "runs.db");
            return;
        }

        _database = $"gpurisk_crash_{Guid.NewGuid():N}";
        Administer($"CREATE DATABASE {_database}");
        Name = new NpgsqlConnectionStringBuilder(Server) { Database = _database }.ToString();
    }

    /// <summary>The kinds that can be tested here.</summary>
    public static IReadOnlyList<string> Kinds => Server is null
        ? ["sqlite"]
        : ["sqlite", "postgres"];

    /// <summary>What <c>--store</c> takes.</summary>
    public string Name { get; }

    private static string? Server => Environment.GetEnvironmentVariable(Variable);

    /// <summary>Reads from the database, behind the service's back.</summary>
    public IReadOnlyList<T> Read<T>(string sql)
    {
        SqlDatabase database = SqlDatabase.Of(Name);
        try
        {
            using DbConnection connection = database.Open();
            return connection.Query<T>(sql).AsList();
        }
        finally
        {
            database.DisposeAsync().AsTask().Wait();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_database is not null)
        {
            Administer($"DROP DATABASE {_database} WITH (FORCE)");
        }

        _folder.Delete(recursive: true);
    }

    private static void Administer(string sql)
    {
        var server = new PostgresDatabase(Server!);
        try
        {
            using DbConnection connection = server.Open();
            connection.Execute(sql);
        }
        finally
        {
            server.DisposeAsync().AsTask().Wait();
        }
    }
}
