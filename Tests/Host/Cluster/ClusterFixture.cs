using System.Diagnostics;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Cli;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Cluster;

/// <summary>A run that a cluster does in parts, and the program as a shell finds it.</summary>
internal abstract class ClusterFixture : HostFixture
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The digest of the undivided run.</summary>
    protected string Whole { get; private set; } = "";

    [SetUp]
    public void RunUndividedAndMakeProgram()
    {
        CommandRun run = CommandRun.Of("run", At("lending.yaml"), "--out", At("whole"));
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        Whole = DigestIn("whole");
        string program = Path.Combine(TestContext.CurrentContext.TestDirectory, "gpurisk.dll");
        Directory.CreateDirectory(At("bin"));
        Write("bin/gpurisk", $"#!/bin/sh\nexec dotnet '{program}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At("bin/gpurisk"), (UnixFileMode)0b111_101_101);
        }
    }

    /// <summary>The digest of a result in the test's folder.</summary>
    protected string DigestIn(string folder)
    {
        using FileStream stream = File.OpenRead(At($"{folder}/result.json"));
        return ResultJson.Read(stream).Digest;
    }

    /// <summary>Runs a program that finds gpurisk; returns its exit code and what it said.
    /// </summary>
    protected (int Code, string Text) Run(
        string program, IEnumerable<string> arguments, params (string Name, string Value)[] more)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = At("."),
        };
        start.Environment["PATH"] = At("bin") + ":" + start.Environment["PATH"];
        foreach ((string name, string value) in more)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} does not end.");
        }

        return (process.ExitCode, output.Result + error.Result);
    }

    /// <summary>Ignores the test where a program is missing.</summary>
    protected static void Need(params string[] programs)
    {
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Append("/usr/sbin")];
        string[] missing = [.. programs.Where(
            program => !folders.Any(folder => File.Exists(Path.Combine(folder, program))))];
        if (missing.Length > 0)
        {
            Assert.Ignore($"There is no {string.Join(", ", missing)} on this machine.");
        }
    }
}
