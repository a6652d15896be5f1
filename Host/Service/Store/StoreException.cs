namespace GpuRisk.Host.Service.Store;

/// <summary>The store cannot be opened or used.</summary>
internal sealed class StoreException : Exception
{
    public StoreException(string message)
        : base(message)
    {
    }

    public StoreException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
