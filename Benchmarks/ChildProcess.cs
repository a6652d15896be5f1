using System.ComponentModel;
using System.Diagnostics;

namespace GpuRisk.Benchmarks;

/// <summary>Programs that the harness runs.</summary>
internal static class ChildProcess
{
    /// <summary>Runs a program to its end and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It is missing or failed.</exception>
    public static string Run(string program, params IEnumerable<string> arguments)
    {
        (int code, string output, string errors) = Execute(program, arguments);
        return code == 0
            ? output
            : throw new InvalidOperationException($"{program} ended with {code}: {errors}");
    }

    /// <summary>What a program says for not doing what it is asked; null where it does.</summary>
    public static string? Problem(string program, params IEnumerable<string> arguments)
    {
        try
        {
            (int code, _, string errors) = Execute(program, arguments);
            return code == 0 ? null : errors;
        }
        catch (InvalidOperationException error)
        {
            return error.Message;
        }
    }

    private static (int Code, string Output, string Errors) Execute(
        string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)
                ?? throw new InvalidOperationException($"{program} did not start.");
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output.Trim(), errors.Result.Trim());
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException($"{program}: {error.Message}", error);
        }
    }
}
