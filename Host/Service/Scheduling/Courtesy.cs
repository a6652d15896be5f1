using System.Runtime.InteropServices;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>
/// Lets requests go before simulation where both want the same processor: a request needs a
/// thousandth of a second, and who simulates will hardly notice.
/// </summary>
internal static class Courtesy
{
    // On Linux this is one thread, in spite of its name; 0 is the one that calls.
    private const int OfProcess = 0;
    private const int OfThisThread = 0;

    // A share of a third where a request wants all of a processor. With less, an overloaded machine
    // would make healthy workers look as if they hung.
    private const int Steps = 5;

    /// <summary>Makes this thread, and those that it starts from now on, give way. Where the
    /// system does not allow it nothing changes.</summary>
    public static void GiveWay()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SetPriority(OfProcess, OfThisThread, Steps);
        }
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    private static extern int SetPriority(int which, int who, int steps);
}
