namespace GpuRisk.Host.Service.Security;

/// <summary>What somebody may do. Each includes those before it.</summary>
internal static class Scope
{
    /// <summary>Read own runs and what the service is.</summary>
    public const string Read = "read";

    /// <summary>Submit and cancel own runs.</summary>
    public const string Run = "run";

    /// <summary>See and cancel everybody's runs, and read the audit log.</summary>
    public const string Admin = "admin";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Read, Run, Admin];

    /// <summary>The scopes that allow one.</summary>
    public static IEnumerable<string> Allowing(string scope) =>
        All.SkipWhile(other => other != scope);
}
