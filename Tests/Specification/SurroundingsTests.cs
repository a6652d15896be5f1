using System.Diagnostics;
using GpuRisk.Host.Cli;
using GpuRisk.Tests.Host;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>Where the machine gives little, the program runs or says in a line what is amiss.
/// Below this the .NET runtime itself does not start, and says so.</summary>
[Platform("Linux")]
internal sealed class SurroundingsTests : HostFixture
{
    [TestCase("unset HOME")]
    [TestCase("export HOME=/proc/none")]
    [TestCase("export HOME=")]
    public void Home_ThatCannotBeUsed_IsNotNeeded(string surroundings)
    {
        CommandRun run = Run(
            surroundings, $"run {At("pool.yaml")} --device simd --quiet --out {At("kept")}");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(File.Exists(At("kept/report.html")), Is.True);
    }

    /// <summary>How many files the runtime opens for itself differs between machines, so that
    /// either may happen; a crash (134) may not.</summary>
    [TestCase(64)]
    [TestCase(80)]
    [TestCase(256)]
    public void FewOpenFiles_AreToldInALine(int files)
    {
        CommandRun run = Run($"ulimit -n {files}", $"validate {At("pool.yaml")}");
        Assert.That(run.Code, Is.AnyOf(ExitCode.Done, ExitCode.Failed), run.Error);
        if (run.Code == ExitCode.Failed)
        {
            Assert.That(run.Error, Does.StartWith("gpurisk: "));
            Assert.That(run.Error.TrimEnd(), Does.Not.Contain('\n'));
        }
    }

    private static CommandRun Run(string surroundings, string command)
    {
        string program =
            Path.Combine(TestContext.CurrentContext.TestDirectory, "gpurisk.dll");
        using Process shell = Process.Start(new ProcessStartInfo(
            "/bin/sh", ["-c", $"{surroundings}; exec dotnet {program} {command}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = shell.StandardError.ReadToEndAsync();
        string output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return new CommandRun(shell.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
