using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests;

/// <summary>The repository's scenarios, and how tests run them.</summary>
internal static class Library
{
    private static readonly Dictionary<string, IReadOnlyList<IPathDevice>> KeptOpen = [];

    public static string Root { get; } = FindRoot();

    public static string Folder => Path.Combine(Root, "Scenarios", "library");

    /// <summary>The scenarios of the library and of its folders, such as <c>paradox/gas</c>.
    /// </summary>
    public static IEnumerable<string> Names => Directory
        .GetFiles(Folder, "*.yaml", SearchOption.AllDirectories)
        .Select(file => Path.ChangeExtension(Path.GetRelativePath(Folder, file), null)
            .Replace(Path.DirectorySeparatorChar, '/'))
        .Order(StringComparer.Ordinal);

    /// <summary>The scenarios of the folder <c>paradox</c>.</summary>
    public static IEnumerable<string> Paradox => Names.Where(IsParadox);

    public static bool IsParadox(string name) =>
        name.StartsWith("paradox/", StringComparison.Ordinal);

    public static Plan Plan(string name) => Plan(
        ScenarioReader.Read(Path.Combine(Folder, name + ".yaml")));

    public static Plan PlanText(string text) => Plan(ScenarioReader.Parse(text, "test.yaml"));

    /// <summary>A file of real market data, which is no part of the repository: in the folder that
    /// GPURISK_DATA names or in shared/data beside it. Ignores the test where it is missing.
    /// </summary>
    public static string Data(string name)
    {
        string folder = Environment.GetEnvironmentVariable("GPURISK_DATA")
            ?? Path.Combine(Root, "..", "shared", "data");
        string path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            Assert.Ignore($"There is no {name}; set GPURISK_DATA to the folder that holds it.");
        }

        return path;
    }

    /// <summary>Runs a plan on named devices; ignores the test where one is missing.</summary>
    public static RunOutcome Run(
        Plan plan, long paths, string devices = "simd", int? threads = null, int? chunk = null,
        Precision precision = Precision.Float32, long first = 0)
    {
        bool isKept = devices is "cpu" or "opencl" && threads is null;
        IReadOnlyList<IPathDevice> open = isKept ? Kept(devices) : Open(devices, threads);
        try
        {
            return new PathRunner(open, TimeProvider.System).Run(
                plan, new RunOptions(paths, plan.Scenario.Seed, precision, chunk)
                {
                    FirstPath = first,
                });
        }
        finally
        {
            foreach (IPathDevice device in isKept ? [] : open)
            {
                device.Dispose();
            }
        }
    }

    public static string Digest(Plan plan, RunOutcome outcome) => outcome.Tally.Digest(
        plan.Hash, plan.Scenario.Seed, outcome.Tally.Paths);

    // They take seconds to compile a kernel, which one that stays open does once.
    private static IReadOnlyList<IPathDevice> Kept(string device)
    {
        lock (KeptOpen)
        {
            if (!KeptOpen.TryGetValue(device, out IReadOnlyList<IPathDevice>? open))
            {
                KeptOpen.Add(device, open = Open(device, null));
            }

            return open;
        }
    }

    private static IReadOnlyList<IPathDevice> Open(string devices, int? threads)
    {
        try
        {
            return DeviceCatalog.Open(devices, threads);
        }
        catch (DeviceException missing)
        {
            Assert.Ignore(missing.Message);
            throw;
        }
    }

    private static Plan Plan(ScenarioResult result)
    {
        Assert.That(result.Errors, Is.Empty);
        return ScenarioPlanner.Plan(result.Scenario!);
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GpuRisk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
    }
}
