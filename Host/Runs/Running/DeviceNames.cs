using System.Text.RegularExpressions;
using GpuRisk.Engine.Devices;

namespace GpuRisk.Host.Runs.Running;

/// <summary>What users call devices.</summary>
internal static partial class DeviceNames
{
    /// <summary>What is wrong with a text that should name devices; null where it does.</summary>
    public static string? Problem(string? names) => names is null || Pattern().IsMatch(names)
        ? null
        : $"There is no device '{names}'; a device is auto, all, simd, simd128, simd256, simd512, "
            + "cpu, cuda, cuda:1, opencl, opencl:1, ..., or several of them with commas.";

    /// <summary>Opens the devices that a text names.</summary>
    /// <param name="names">A text without <see cref="Problem"/>.</param>
    /// <param name="threads">Threads of the processor; null for all processors.</param>
    /// <exception cref="DeviceException">A device cannot be used.</exception>
    public static IReadOnlyList<IPathDevice> Open(string names, int? threads) =>
        DeviceCatalog.Open(names, threads);

    [GeneratedRegex(
        @"^(auto|all|(simd(128|256|512)?|cpu|(cuda|opencl)(:\d{1,3})?)"
        + @"( *, *(simd(128|256|512)?|cpu|(cuda|opencl)(:\d{1,3})?))*)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
