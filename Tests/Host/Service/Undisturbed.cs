using System.Collections.Concurrent;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Scenarios;

namespace GpuRisk.Tests.Host.Service;

/// <summary>What comes out where nobody crashes: the engine's digests, computed once each.
/// </summary>
internal static class Undisturbed
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> Known = new();

    /// <summary>The digest of a scenario's paths.</summary>
    public static string Digest(string text, string setting, ulong seed, long paths) =>
        Known.GetOrAdd(
            $"{seed}/{paths}/{setting}/{text}",
            _ => new Lazy<string>(() => Run(text, setting, seed, paths))).Value;

    private static string Run(string text, string setting, ulong seed, long paths)
    {
        string[] settings = setting.Length > 0 ? [setting] : [];
        Scenario scenario = ScenarioReader
            .Parse(text, "scenario", null, settings, isConfined: true).Scenario!;
        Plan plan = Planning.Of(scenario, out _)!;
        var options = new RunOptions(paths, seed, Precision.Float32);
        IReadOnlyList<IPathDevice> devices = DeviceNames.Open("simd", null);
        try
        {
            RunOutcome outcome = new PathRunner(devices, TimeProvider.System).Run(plan, options);
            return RunReport.Create(plan, options, outcome).Digest;
        }
        finally
        {
            foreach (IPathDevice device in devices)
            {
                device.Dispose();
            }
        }
    }
}
