using System.Diagnostics;
using GpuRisk.Tests.Host.Clients;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>The tests of the Python client, as its own test runner runs them.</summary>
internal sealed class PythonClientTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    [Test]
    public void Client_AgainstAScriptedService() => Run("", "test_client.py", "test_run.py");

    [Test]
    public async Task Client_AgainstARealService()
    {
        _ = Python();
        using ServiceProcess service = await ServiceProcess.StartAsync();
        Run($"{service.Address}", "test_service.py");
    }

    private static void Run(string server, params string[] files)
    {
        foreach (string file in files)
        {
            (int code, string said) = Start(
                Python(), server, "-W", "error::ResourceWarning", "-m", "unittest", "discover", "-v",
                "-s", "tests", "-t", ".", "-p", file);
            TestContext.Out.WriteLine(said);
            Assert.That(code, Is.Zero, said);
            Assert.That(said, Does.Not.Contain("Ran 0 tests"));
        }
    }

    /// <summary>The interpreter; where there is none the test is skipped. Debian's is taken before
    /// others, for its packages.</summary>
    private static string Python()
    {
        string[] found = [.. ((string[])["/usr/bin/python3", "python3"]).Where(name =>
        {
            try
            {
                return Start(name, "", "-c", "import sys; sys.exit(sys.version_info < (3, 9))")
                    .Code == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        })];
        if (found.Length == 0)
        {
            Assert.Ignore("python3 of version 3.9 or later is not installed.");
        }

        return found[0];
    }

    private static (int Code, string Said) Start(
        string python, string server, params string[] arguments)
    {
        var start = new ProcessStartInfo(python, arguments)
        {
            WorkingDirectory = Folder(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PYTHONPATH"] = Folder(),
                ["PYTHONDONTWRITEBYTECODE"] = "1",
                ["GPURISK_TEST_SERVER"] = server,
            },
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Longest))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{python} has not ended after {Longest}.");
        }

        return (process.ExitCode, output.Result + error.Result);
    }

    private static string Folder()
    {
        string folder = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(folder, "GpuRisk.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return Path.Combine(folder, "Host", "Clients", "python");
    }
}
