using System.Diagnostics;

namespace GpuRisk.Host.Service;

/// <summary>Where the environment names a point, the process kills itself there without any
/// ceremony: how tests show that nothing is lost.</summary>
internal static class Faults
{
    /// <summary>The environment variable: <c>AcceptAfterWrite</c>, or <c>AcceptAfterWrite:3</c> for
    /// the third time.</summary>
    public const string Variable = "GPURISK_FAULT_POINT";

    private static readonly FaultPoint? Chosen;
    private static int _left;

    static Faults()
    {
        string[] parts = (Environment.GetEnvironmentVariable(Variable) ?? "").Split(':');
        Chosen = Enum.TryParse(parts[0], out FaultPoint point) ? point : null;
        _left = parts.Length > 1 && int.TryParse(parts[1], out int times) ? times : 1;
    }

    /// <summary>Dies where this point was named, as by <c>kill -9</c>.</summary>
    public static void Reached(FaultPoint point)
    {
        if (Chosen == point && Interlocked.Decrement(ref _left) == 0)
        {
            using Process self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
