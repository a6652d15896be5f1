using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GpuRisk.Benchmarks.Cases;

namespace GpuRisk.Benchmarks;

/// <summary>Where a measurement was made.</summary>
/// <param name="Processor">The processor's name.</param>
/// <param name="Cores">Processors that this program may use.</param>
/// <param name="VectorBits">Width of the widest accelerated vector.</param>
/// <param name="System">The operating system.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Compiler">The C++ compiler, or that there is none.</param>
/// <param name="Commit">The commit, with a plus sign where files have changed since.</param>
/// <param name="Date">The date, UTC.</param>
internal sealed record MachineDescription(
    string Processor, int Cores, int VectorBits, string System, string Runtime,
    string Compiler, string Commit, string Date)
{
    public static MachineDescription Of(TimeProvider time) => new(
        ReadProcessor(),
        Environment.ProcessorCount,
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        FirstLine("g++", "--version"),
        ReadCommit(),
        time.GetUtcNow().ToString("yyyy-MM-dd"));

    /// <summary>Tells it.</summary>
    public void Print(TextWriter output) => output.WriteLine($"""
        Processor  {Processor}, {Cores} cores, {VectorBits}-bit vectors
        System     {System}
        Runtime    {Runtime}
        Compiler   {Compiler}
        Commit     {Commit}
        Date       {Date}

        """);

    private static string ReadProcessor()
    {
        const string File = "/proc/cpuinfo";
        string[] lines = global::System.IO.File.Exists(File)
            ? global::System.IO.File.ReadAllLines(File)
            : [];
        string? Field(string name) => lines
            .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))
            ?.Split(':', 2)[^1].Trim();
        return Field("model name") is { } model
            ? $"{model} (family {Field("cpu family")}, model {Field("model\t")})"
            : RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string ReadCommit()
    {
        string commit = FirstLine("git", "-C", Texts.Root, "rev-parse", "--short", "HEAD");
        string changes = FirstLine(
            "git", "-C", Texts.Root, "status", "--porcelain", "--untracked-files=no");
        return changes.Length == 0 ? commit : commit + "+";
    }

    private static string FirstLine(string program, params string[] arguments)
    {
        try
        {
            return ChildProcess.Run(program, arguments).Split('\n')[0];
        }
        catch (InvalidOperationException)
        {
            return "none";
        }
    }
}
