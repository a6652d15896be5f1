using System.Text.Json;

namespace GpuRisk.Host.Service.Store;

/// <summary>What is asked for is damaged in the store, or gone: asking again is of no use.
/// </summary>
internal sealed class DamagedStoreException : Exception
{
    private const string Damaged =
        "The store is damaged where this is kept, and cannot give it any more";

    public DamagedStoreException(string message)
        : base(message)
    {
    }

    public DamagedStoreException(Exception inner)
        : base($"{Damaged}: {inner.Message.ReplaceLineEndings(" ")}", inner)
    {
    }

    /// <summary>Reads what was stored.</summary>
    /// <exception cref="DamagedStoreException">The bytes are not what was stored.</exception>
    public static T Unless<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (
            error is InvalidDataException or JsonException or EndOfStreamException)
        {
            throw new DamagedStoreException(error);
        }
    }
}
