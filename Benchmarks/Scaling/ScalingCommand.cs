using System.Globalization;
using GpuRisk.Engine.Devices;

namespace GpuRisk.Benchmarks.Scaling;

/// <summary>How the cost of a run on <c>simd</c> grows with its size.</summary>
internal static class ScalingCommand
{
    public const string Usage =
        "dotnet run -c Release --project Benchmarks -- "
        + "scaling [--full] [--repetitions N] [--json FILE] [--png FILE]";

    private const int DefaultRepetitions = 5;

    /// <summary>Measures, tells and draws; the exit code.</summary>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        bool full = false;
        int repetitions = DefaultRepetitions;
        string? json = null;
        string? png = null;
        while (!arguments.IsEmpty)
        {
            string value = arguments.Length > 1 ? arguments[1] : "";
            switch (arguments[0])
            {
                case "--full":
                    full = true;
                    arguments = arguments[1..];
                    continue;
                case "--json" when value.Length > 0:
                    json = value;
                    break;
                case "--png" when value.Length > 0:
                    png = value;
                    break;
                case "--repetitions" when int.TryParse(
                    value, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
                    && count > 0:
                    repetitions = count;
                    break;
                default:
                    Console.Error.WriteLine("usage: " + Usage);
                    return 2;
            }

            arguments = arguments[2..];
        }

        IReadOnlyList<ScalingSeries> series = Measure(full, repetitions);
        var machine = MachineDescription.Of(TimeProvider.System);
        ScalingReport.Print(Console.Out, machine, series, repetitions);
        if (json is not null)
        {
            ScalingReport.WriteJson(json, machine, series);
        }

        if (png is not null)
        {
            ScalingPicture.Draw(png, series);
        }

        return 0;
    }

    private static IReadOnlyList<ScalingSeries> Measure(bool full, int repetitions)
    {
        IReadOnlyList<ScalingSeries> series = ScalingSuite.Create(full);
        List<ScalingPoint> points = [.. series.SelectMany(s => s.Points)];
        using var device = new SimdDevice();
        points.ForEach(point => point.WarmUp(device));
        for (int repetition = 1; repetition <= repetitions; repetition++)
        {
            Console.Error.WriteLine($"repetition {repetition} of {repetitions}");
            points.ForEach(point => point.Measure(device));

            // Whatever a run leaves behind for its successor then hits every other repetition.
            points.Reverse();
        }

        return series;
    }
}
