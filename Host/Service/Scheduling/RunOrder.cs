using System.Security.Cryptography;
using System.Text;
using GpuRisk.Client;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Service.Security;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>What somebody asks for.</summary>
/// <param name="Caller">Who.</param>
/// <param name="Text">The scenario.</param>
/// <param name="Settings">What goes before what the scenario says.</param>
/// <param name="Paths">Paths, or null for the scenario's.</param>
/// <param name="Seed">The seed, or null for the scenario's.</param>
/// <param name="Precision">The precision; null for what the plan needs.</param>
/// <param name="Priority">What goes first among the caller's runs, 0 to 9.</param>
/// <param name="DeadlineSeconds">Within which time it must be done, or null.</param>
/// <param name="IdempotencyKey">What tells the same request sent again, or null.</param>
internal sealed record RunOrder(
    Caller Caller,
    ScenarioText Text,
    IReadOnlyList<string> Settings,
    long? Paths,
    long? Seed,
    RunPrecision? Precision,
    int Priority,
    double? DeadlineSeconds,
    string? IdempotencyKey)
{
    /// <summary>What stands in the place of what the scenario states.</summary>
    public Asked Asked => new(Paths, (ulong?)Seed, RunRecords.PrecisionOf(Precision));

    /// <summary>The hash of all that is asked for.</summary>
    /// <param name="more">What is asked for besides.</param>
    public string Hash(IEnumerable<string> more)
    {
        string all = string.Join('\0',
        [
            Text.Hash, $"{Paths}", $"{Seed}", $"{Precision}", $"{Priority}", $"{DeadlineSeconds}",
            $"{Settings.Count}", .. Settings, .. more,
        ]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
    }
}
