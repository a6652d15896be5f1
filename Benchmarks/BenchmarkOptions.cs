using System.Globalization;
using GpuRisk.Benchmarks.Cases;
using GpuRisk.Benchmarks.Code;
using GpuRisk.Benchmarks.HostWork;
using GpuRisk.Benchmarks.Page;
using GpuRisk.Benchmarks.Scaling;

namespace GpuRisk.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Repetitions">Measured repetitions of each case.</param>
/// <param name="PathsDivisor">By what path counts are divided.</param>
/// <param name="JsonFile">Where the measurements go as JSON, or null.</param>
/// <param name="Filter">Only cases whose name contains this, or null for all.</param>
internal sealed record BenchmarkOptions(
    int Repetitions, int PathsDivisor, string? JsonFile, string? Filter)
{
    public const string Usage =
        "usage: dotnet run -c Release --project Benchmarks -- "
        + "[--quick] [--repetitions N] [--only TEXT] [--json FILE]\n"
        + "       " + ScalingCommand.Usage + "\n"
        + "       " + PageCommand.Usage + "\n"
        + "       " + HostWorkCommand.Usage + "\n"
        + "       " + PtxCommand.Usage + "\n"
        + "       dotnet run -c Release --project Benchmarks -- micro [BenchmarkDotNet options]";

    /// <summary>Whether a case is asked for.</summary>
    public bool Wants(IBenchmarkCase subject) => Wants(subject.Group, subject.Name);

    /// <summary>Whether a case of any of these names, or a group, is asked for.</summary>
    public bool Wants(params IEnumerable<string> names) => Filter is null || names.Any(
        name => name.Contains(Filter, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the command line; null where it is not understood.</summary>
    public static BenchmarkOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var options = new BenchmarkOptions(7, 1, null, null);
        while (!arguments.IsEmpty)
        {
            if (arguments[0] == "--quick")
            {
                options = options with { Repetitions = 3, PathsDivisor = 16 };
                arguments = arguments[1..];
                continue;
            }

            if (arguments.Length < 2)
            {
                return null;
            }

            string value = arguments[1];
            switch (arguments[0])
            {
                case "--json":
                    options = options with { JsonFile = value };
                    break;
                case "--only":
                    options = options with { Filter = value };
                    break;
                case "--repetitions" when int.TryParse(
                    value, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
                    && count > 0:
                    options = options with { Repetitions = count };
                    break;
                default:
                    return null;
            }

            arguments = arguments[2..];
        }

        return options;
    }
}
