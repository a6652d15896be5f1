using System.Globalization;
using System.Text.Json;
using GpuRisk.Engine.Devices;

namespace GpuRisk.Benchmarks.Scaling;

/// <summary>Tells how costs grow.</summary>
internal static class ScalingReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
    };

    public static void Print(
        TextWriter output, MachineDescription machine, IPathDevice device,
        IReadOnlyList<ScalingSeries> series, int repetitions)
    {
        machine.Print(output);
        string time = series[0].Points[0].IsByTheClock ? "Elapsed time" : "Processor time";
        output.WriteLine(
            $"{time} of a path on {device.Id} ({device.Name}), median of {repetitions} "
            + "repetitions, everything included.");
        foreach (ScalingSeries one in series)
        {
            LinearFit fit = one.Fit();
            output.WriteLine();
            output.WriteLine(one.Title);
            output.WriteLine($"| {one.Axis} | ns a path | line | off |");
            output.WriteLine("|---:|---:|---:|---:|");
            foreach (ScalingPoint point in one.Points)
            {
                double line = fit.At(point.Size);
                output.WriteLine(
                    $"| {point.Size:N0} | {Text(point.NanosecondsPerPath)} | {Text(line)} | "
                    + $"{(point.NanosecondsPerPath / line) - 1:+0.0 %;-0.0 %;0.0 %} |");
            }

            output.WriteLine(Sentence(one, fit));
        }
    }

    public static void WriteJson(
        string file, MachineDescription machine, IReadOnlyList<ScalingSeries> series)
    {
        var content = new
        {
            machine,
            series = series.Select(one => new
            {
                one.Title,
                one.Axis,
                one.IsConstant,
                Fit = one.Fit(),
                RunMilliseconds = one is { IsConstant: true, Points.Count: > 1 }
                    ? one.RunMilliseconds() : (double?)null,
                Points = one.Points.Select(point => new
                {
                    point.Size,
                    point.Paths,
                    point.NanosecondsPerPath,
                    point.ElapsedNanosecondsPerPath,
                }),
            }),
        };
        File.WriteAllText(file, JsonSerializer.Serialize(content, Json));
    }

    private static string Text(double nanoseconds) =>
        nanoseconds.ToString(nanoseconds < 10 ? "N3" : "N1", CultureInfo.CurrentCulture);

    private static string Sentence(
        ScalingSeries series, LinearFit fit) => fit.RSquared is { } rSquared
        ? $"{fit.Intercept:N1} ns + {fit.Slope:N3} ns each, R² {rSquared:F5}, largest deviation "
            + $"{fit.LargestDeviation:P1}."
        : $"Largest deviation from the largest run {fit.LargestDeviation:P1}."
            + (series.Points.Count < 2
                ? ""
                : $" By least squares, a run takes {series.RunMilliseconds():N1} ms besides its "
                    + "paths.");
}
