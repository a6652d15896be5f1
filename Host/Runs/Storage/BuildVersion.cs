using System.Reflection;

namespace GpuRisk.Host.Runs.Storage;

/// <summary>Which build this is.</summary>
internal static class BuildVersion
{
    /// <summary>The version, followed by <c>+</c> and the commit where it is known.</summary>
    public static string Full { get; } = typeof(BuildVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unknown";

    /// <summary>The version alone.</summary>
    public static string Version => Full.Split('+')[0];

    /// <summary>The commit that was built, or null where the build did not know it.</summary>
    public static string? Commit => Full.Split('+') is [_, var commit] ? commit : null;
}
