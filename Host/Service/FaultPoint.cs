using System.Diagnostics;

namespace GpuRisk.Host.Service;

/// <summary>
/// Moments at which a crash would hurt most. Where the environment names one, the process kills
/// itself there without any ceremony: how tests show that nothing is lost.
/// </summary>
internal static class FaultPoint
{
    /// <summary>The environment variable: <c>name</c>, or <c>name:3</c> for the third time.
    /// </summary>
    public const string Variable = "GPURISK_FAULT_POINT";

    private static readonly string? Name;
    private static int _left;

    static FaultPoint()
    {
        string[] parts = (Environment.GetEnvironmentVariable(Variable) ?? "").Split(':');
        Name = parts[0].Length > 0 ? parts[0] : null;
        _left = parts.Length > 1 && int.TryParse(parts[1], out int times) ? times : 1;
    }

    /// <summary>Dies where this point was named, as by <c>kill -9</c>.</summary>
    public static void Reached(string name)
    {
        if (Name == name && Interlocked.Decrement(ref _left) == 0)
        {
            using Process self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
