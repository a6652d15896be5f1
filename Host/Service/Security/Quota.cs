namespace GpuRisk.Host.Service.Security;

/// <summary>What a key allows less of than the service does.</summary>
/// <param name="Queued">Runs that may wait or be at work; null for what the service allows.</param>
/// <param name="SecondsPerDay">Seconds of computing in a day of UTC; null for no limit.</param>
internal readonly record struct Quota(int? Queued, double? SecondsPerDay);
