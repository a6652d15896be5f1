namespace GpuRisk.Scenarios;

/// <summary>
/// Keeps a property of a model record out of the canonical form, and so out of the hash: it
/// follows from what is in it, or changes no path.
/// </summary>
/// <param name="reason">Why.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class NotHashedAttribute(string reason) : Attribute
{
    /// <summary>Why.</summary>
    public string Reason { get; } = reason;
}
