using System.Globalization;
using GpuRisk.Engine.Devices;

namespace GpuRisk.Benchmarks.Scaling;

/// <summary>How the cost of a run grows with its size.</summary>
internal static class ScalingCommand
{
    public const string Usage =
        "dotnet run -c Release --project Benchmarks -- "
        + "scaling [--full] [--device NAME] [--seconds N]\n"
        + "           [--repetitions N] [--json FILE] [--png FILE]; of a device but simd, from "
        + "10^6 to 10^10 paths by\n           the clock, as long as a run takes N seconds at most";

    private const int DefaultRepetitions = 5;
    private const double DefaultSeconds = 30;

    /// <summary>Measures, tells and draws; the exit code.</summary>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        bool full = false;
        int repetitions = DefaultRepetitions;
        double seconds = DefaultSeconds;
        string name = "simd";
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
                case "--device" when value.Length > 0:
                    name = value;
                    break;
                case "--seconds" when double.TryParse(
                    value, CultureInfo.InvariantCulture, out double most) && most > 0:
                    seconds = most;
                    break;
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

        try
        {
            using IPathDevice device = DeviceCatalog.Open(name)[0];
            IReadOnlyList<ScalingSeries> series = device is SimdDevice
                ? Measure(ScalingSuite.Create(full), device, repetitions)
                : [MeasureByTheClock(device, repetitions, seconds)];
            var machine = MachineDescription.Of(TimeProvider.System);
            ScalingReport.Print(Console.Out, machine, device, series, repetitions);
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
        catch (DeviceException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    private static IReadOnlyList<ScalingSeries> Measure(
        IReadOnlyList<ScalingSeries> series, IPathDevice device, int repetitions)
    {
        List<ScalingPoint> points = [.. series.SelectMany(s => s.Points)];
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

    // Runs grow by tens, so that the last one that is measured tells what the next would take.
    private static ScalingSeries MeasureByTheClock(
        IPathDevice device, int repetitions, double mostSeconds)
    {
        ScalingSeries series = ScalingSuite.PathsByTheClock();
        var measured = new List<ScalingPoint>();
        foreach (ScalingPoint point in series.Points)
        {
            if (measured is [.., var last]
                && 1e-9 * last.NanosecondsPerPath * point.Paths > mostSeconds)
            {
                break;
            }

            point.WarmUp(device);
            for (int repetition = 1; repetition <= repetitions; repetition++)
            {
                Console.Error.WriteLine($"{point.Paths} paths, {repetition} of {repetitions}");
                point.Measure(device);
            }

            measured.Add(point);
        }

        return series with { Points = measured };
    }
}
