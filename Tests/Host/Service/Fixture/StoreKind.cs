namespace GpuRisk.Tests.Host.Service;

/// <summary>The databases that the service can use.</summary>
internal enum StoreKind
{
    Sqlite,
    Postgres,
}
