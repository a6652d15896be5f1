using System.Globalization;
using GpuRisk.Engine.Benchmarking;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;

namespace GpuRisk.Benchmarks.Coverage;

/// <summary>How often stated 95% intervals hold the truth, for each kernel, as Markdown.</summary>
internal static class CoverageCommand
{
    public const string Usage =
        "dotnet run -c Release --project Benchmarks -- "
        + "coverage [--kernel NAME] [--seeds N] [--first SEED] [--paths N] [--truth PATHS] "
        + "[--out FILE]";

    private const int DefaultSeeds = 500;
    private const int DefaultPaths = 4_000;
    private const int DefaultTruth = 2_000_000;

    /// <summary>Runs the study and writes its table; the exit code.</summary>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        int seeds = DefaultSeeds;
        int first = 1;
        int paths = DefaultPaths;
        int truth = DefaultTruth;
        string? file = null;
        string? only = null;
        for (; !arguments.IsEmpty; arguments = arguments[2..])
        {
            string value = arguments.Length > 1 ? arguments[1] : "";
            bool isCount = int.TryParse(
                value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0;
            switch (arguments[0])
            {
                case "--seeds" when isCount:
                    seeds = count;
                    break;
                case "--first" when isCount:
                    first = count;
                    break;
                case "--paths" when isCount:
                    paths = count;
                    break;
                case "--truth" when isCount:
                    truth = count;
                    break;
                case "--kernel" when CoverageScenarios.All.Any(s => s.Kernel == value):
                    only = value;
                    break;
                case "--out" when value.Length > 0:
                    file = value;
                    break;
                default:
                    Console.Error.WriteLine("usage: " + Usage);
                    return 2;
            }
        }

        var options = new CoverageOptions(seeds, paths, truth)
        {
            FirstSeed = (ulong)first,
        };
        using var device = new SimdDevice();
        var table = new CoverageTable(options);
        foreach ((string kernel, string scenario, string horizon) in CoverageScenarios.All.Where(
            scenario => only is null || scenario.Kernel == only))
        {
            Console.Error.WriteLine($"{kernel}: {scenario} over {horizon}");
            Plan plan = CoverageScenarios.Plan(scenario, horizon);
            table.Add(kernel, scenario, horizon, CoverageStudy.Of(plan, options, device));
        }

        Console.Out.Write(table.ToString());
        if (file is not null)
        {
            File.WriteAllText(file, table.ToString());
        }

        return 0;
    }
}
