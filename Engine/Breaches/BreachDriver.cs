namespace GpuRisk.Engine.Breaches;

/// <summary>Something that paths are driven by.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Start">What it is at the start; null where it does not move from there.</param>
/// <param name="IsFollowed">Whether only paths that are followed from moment to moment tell it.
/// </param>
internal sealed record BreachDriver(string Name, string Unit, double? Start, bool IsFollowed);
