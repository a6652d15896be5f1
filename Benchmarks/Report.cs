using System.Text.Json;
using GpuRisk.Benchmarks.Cases;

namespace GpuRisk.Benchmarks;

/// <summary>Tells what was measured.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
    };

    public static void Print(
        TextWriter output, MachineDescription machine, IReadOnlyList<Measurement> measurements,
        IReadOnlyList<string> skipped)
    {
        machine.Print(output);
        foreach (IGrouping<string, Measurement> group in measurements.GroupBy(m => m.Case.Group))
        {
            PrintGroup(output, group.Key, [.. group]);
            PrintMethods(output, [.. group.Where(m => m.Outcome is not null)]);
            PrintFigures(output, [.. group.Where(m => m.Figures is not null)]);
        }

        foreach (string reason in skipped)
        {
            output.WriteLine($"Skipped: {reason}");
        }

        output.WriteLine();
        output.WriteLine("| target | wanted | reached | |");
        output.WriteLine("|---|---:|---:|---|");
        foreach (Target target in Target.Judge(measurements))
        {
            output.WriteLine(
                $"| {target.Text} | {target.Wanted:#,0.#} | {target.Reached:N2} | "
                + $"{(target.IsMet ? "met" : "not met")} |");
        }
    }

    private static void PrintGroup(
        TextWriter output, string title, IReadOnlyList<Measurement> group)
    {
        output.WriteLine(
            $"{title}, {group[0].Case.Steps} steps, {group[0].Repetitions.Count} repetitions");
        output.WriteLine(
            "| | paths | median s | min - max s | M path-steps/s | M/s undisturbed | "
            + "occupancy | first over this |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (Measurement m in group)
        {
            double ratio = group[0].UndisturbedRate / m.UndisturbedRate;
            output.WriteLine(
                $"| {m.Case.Name} | {m.Case.Paths:N0} | {m.MedianSeconds:F3} | "
                + $"{m.LeastSeconds:F3} - {m.MostSeconds:F3} | "
                + $"{m.PathStepsPerSecond / 1e6:N0} | "
                + $"{m.UndisturbedRate / 1e6:N0} | {m.Occupancy:F2} | "
                + $"{ratio:F2} |");
        }

        output.WriteLine();
    }

    private static void PrintMethods(TextWriter output, IReadOnlyList<Measurement> group)
    {
        if (group.Count == 0)
        {
            return;
        }

        output.WriteLine(
            "All sample independent paths of one law, so that a path brings the same precision "
            + "everywhere. Lines: what the user of the tool writes, without blanks and comments.");
        output.WriteLine(
            "| | tool | precision | random numbers | threads | lines | million paths/s | "
            + $"thousand paths to s.e. {Measurement.WantedError} | seconds to it | "
            + "mean ± s.e. | mean minimum |");
        output.WriteLine("|---|---|---|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (Measurement m in group)
        {
            Method method = m.Case.Method!;
            Outcome outcome = m.Outcome!.Value;
            output.WriteLine(
                $"| {m.Case.Name} | {method.Tool} {method.Version} | {method.Precision} | "
                + $"{method.Generator} | {(m.Case.OnProcessor ? $"{m.Case.Threads}" : "device")} | "
                + $"{method.Lines} | {m.PathsPerSecond / 1e6:N2} | {m.PathsToError / 1e3:N0} | "
                + $"{m.SecondsToError:F3} | {outcome.Mean:F6} ± {outcome.StandardError:F6} | "
                + $"{outcome.MeanMinimum:F6} |");
        }

        output.WriteLine();
    }

    private static void PrintFigures(TextWriter output, IReadOnlyList<Measurement> group)
    {
        if (group.Count == 0)
        {
            return;
        }

        void Print(string title, Func<Measurement, string> text) => output.WriteLine(
            $"| {title} | {string.Join(" | ", group.Select(text))} |");
        output.WriteLine(
            "All do the same work on independent paths of one law: means ± standard errors. Lines: "
            + "what the user of the tool writes, without blanks and comments.");
        Print("", m => m.Case.Name);
        output.WriteLine($"|---{string.Concat(Enumerable.Repeat("|---:", group.Count))}|");
        Print("tool", m => $"{m.Case.Method!.Tool} {m.Case.Method.Version}");
        Print("precision", m => m.Case.Method!.Precision);
        Print("random numbers", m => m.Case.Method!.Generator);
        Print("threads", m => $"{m.Case.Threads}");
        Print("lines", m => $"{m.Case.Method!.Lines}");
        Print("million paths/s", m => $"{m.PathsPerSecond / 1e6:N3}");
        foreach (string name in group[0].Figures!.Select(figure => figure.Name))
        {
            Print(name, m =>
            {
                (_, double mean, double error) = m.Figures!.First(f => f.Name == name);
                int digits = (int)Math.Clamp(1 - Math.Floor(Math.Log10(error)), 0, 9);
                string format = $"N{digits}";
                return $"{mean.ToString(format)} ± {error.ToString(format)}";
            });
        }

        output.WriteLine();
    }

    public static void WriteJson(
        string file, MachineDescription machine, IReadOnlyList<Measurement> measurements,
        IReadOnlyList<string> skipped)
    {
        var content = new
        {
            machine,
            measurements = measurements.Select(m => new
            {
                m.Case.Group,
                m.Case.Name,
                m.Case.Threads,
                m.Case.Paths,
                m.Case.Steps,
                m.Case.Method,
                m.MedianSeconds,
                m.PathsPerSecond,
                m.PathStepsPerSecond,
                m.UndisturbedRate,
                m.Occupancy,
                m.PathsToError,
                m.SecondsToError,
                m.Repetitions,
            }),
            targets = Target.Judge(measurements),
            skipped,
        };
        File.WriteAllText(file, JsonSerializer.Serialize(content, Json));
    }
}
