namespace GpuRisk.Client;

/// <summary>
/// Something that happened to a run: a <see cref="RunChanged"/>, <see cref="RunCheckpoint"/> or
/// <see cref="RunProgress"/>.
/// </summary>
public abstract record RunEvent
{
    /// <summary>The <c>id</c> of a run's last event.</summary>
    public const string EndId = "end";

    private protected RunEvent()
    {
    }
}
