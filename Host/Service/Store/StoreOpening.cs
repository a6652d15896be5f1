using System.Data.Common;

namespace GpuRisk.Host.Service.Store;

/// <summary>Opens stores.</summary>
internal static class StoreOpening
{
    /// <summary>Opens a store and brings it to this version's form.</summary>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public static SqlDatabase Open(string store)
    {
        Dapper.SqlMapper.Settings.CommandTimeout = 30;
        try
        {
            var database = SqlDatabase.Of(store);
            Migrations.Run(database);
            return database;
        }
        catch (Exception error) when (
            error is DbException or IOException or UnauthorizedAccessException
                or ArgumentException or UriFormatException)
        {
            throw new StoreException($"The store cannot be opened: {error.Message}", error);
        }
    }
}
