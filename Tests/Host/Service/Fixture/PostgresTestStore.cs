using System.Text;
using Dapper;
using Npgsql;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>A database of the PostgreSQL server that <see cref="Variable"/> names.</summary>
internal sealed class PostgresTestStore : TestStore
{
    /// <summary>The environment variable that holds a connection string to a database of the
    /// server in which databases can be created.</summary>
    public const string Variable = "GPURISK_TEST_POSTGRES";

    private readonly string _server;
    private readonly string _name;

    private PostgresTestStore(string server, string name)
    {
        _server = server;
        _name = name;
        Address = new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
    }

    public override string Address { get; }

    public static async Task<TestStore> Create()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } server)
        {
            Assert.Ignore($"No PostgreSQL server: {Variable} is not set.");
            throw new InvalidOperationException();
        }

        var store = new PostgresTestStore(server, $"gpurisk_{Guid.NewGuid():N}");
        await store.Execute($"CREATE DATABASE {store._name}");
        return store;
    }

    /// <inheritdoc/>
    public override async Task<string> Dump()
    {
        await using var connection = new NpgsqlConnection(Address);
        var text = new StringBuilder();
        foreach (string table in await connection.QueryAsync<string>(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        {
            foreach (string row in await connection.QueryAsync<string>(
                $"SELECT CAST(t AS TEXT) FROM {table} t"))
            {
                text.AppendLine(row);
            }
        }

        return text.ToString();
    }

    public override async ValueTask DisposeAsync() =>
        await Execute($"DROP DATABASE {_name} WITH (FORCE)");

    private async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.ExecuteAsync(sql);
    }
}
