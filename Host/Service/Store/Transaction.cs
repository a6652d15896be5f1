using System.Data.Common;
using Dapper;

namespace GpuRisk.Host.Service.Store;

/// <summary>A connection within a transaction.</summary>
internal readonly record struct Transaction(DbConnection Connection, DbTransaction Of)
{
    /// <summary>Executes a statement; returns how many rows it changed.</summary>
    public int Execute(string sql, object? values = null) =>
        Connection.Execute(sql, values, Of);

    /// <summary>The first row, or nothing.</summary>
    public T? Find<T>(string sql, object? values = null) =>
        Connection.QueryFirstOrDefault<T>(sql, values, Of);

    /// <summary>All rows.</summary>
    public IEnumerable<T> All<T>(string sql, object? values = null) =>
        Connection.Query<T>(sql, values, Of);
}
