using System.Diagnostics;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary>Scripts of Tests/browser in a real browser. Tests are skipped where Chromium, Node or
/// playwright-core is missing. GPURISK_SCREENSHOTS=FOLDER keeps pictures of the pages.</summary>
internal static class BrowserScript
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly string[] Browsers =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];

    /// <summary>Runs a script to its end.</summary>
    /// <param name="name">The script's file.</param>
    /// <param name="arguments">What it gets after the browser and the folder of pictures.</param>
    /// <param name="asked">Does what the script asks for by a line other than its last, and is
    /// answered by a line when it is done.</param>
    /// <returns>The last line of what it wrote, and its errors.</returns>
    public static string Run(
        string name, IEnumerable<string> arguments, Action<string>? asked = null)
    {
        string script = Path.Combine(Library.Root, "Tests", "browser", name);
        string browser = Environment.GetEnvironmentVariable("GPURISK_CHROMIUM")
            ?? Browsers.FirstOrDefault(File.Exists)
            ?? Missing("Chromium is not installed (GPURISK_CHROMIUM may name it)");
        string modules = Path.Combine(Path.GetDirectoryName(script)!, "node_modules");
        if (!Directory.Exists(Path.Combine(modules, "playwright-core")))
        {
            Missing("playwright-core is not installed: npm ci in Tests/browser");
        }

        string pictures = Environment.GetEnvironmentVariable("GPURISK_SCREENSHOTS") ?? "-";
        var start = new ProcessStartInfo("node", [script, browser, pictures, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var node = Process.Start(start)!;
            return Attend(node, asked);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return Missing("Node is not installed");
        }
    }

    private static string Attend(Process node, Action<string>? asked)
    {
        Task<string> error = node.StandardError.ReadToEndAsync();
        using var end = new CancellationTokenSource(Patience);
        using CancellationTokenRegistration kill =
            end.Token.Register(() => node.Kill(entireProcessTree: true));
        string last = "";
        while (node.StandardOutput.ReadLine() is { } line)
        {
            last = line.Trim();
            if (last.Length > 0 && last[0] != '[')
            {
                asked?.Invoke(last);
                node.StandardInput.WriteLine("done");
                node.StandardInput.Flush();
            }
        }

        node.WaitForExit();
        return end.IsCancellationRequested
            ? "The browser did not come to an end."
            : last + error.Result;
    }

    private static string Missing(string reason)
    {
        Assert.Ignore(reason + ".");
        return "";
    }
}
