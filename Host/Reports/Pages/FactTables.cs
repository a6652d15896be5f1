using System.Globalization;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>What a reader needs in order to trust a run, or to repeat it.</summary>
internal static class FactTables
{
    /// <summary>Adds the simulated prices beside those that the scenario implies.</summary>
    public static void AddChecks(Html html, IReadOnlyList<Check> checks) =>
        html.Table("Simulated prices beside the scenario's", table =>
        {
            table.Titles(["property", "input", "realised ± s.e.", "z", "verdict"], 1);
            table.Element("tbody", body =>
            {
                foreach (Check check in checks)
                {
                    body.Row(
                        [
                            check.Name,
                            FigureText.Compact(check.Expected),
                            FigureText.PlusMinus(check.Realised, check.StandardError),
                            check.ZScore is { } z ? FigureText.Fixed(z, 2) : FigureText.None,
                            Verdict(check),
                        ],
                        1);
                }
            });
        });

    /// <summary>Adds how the result came about.</summary>
    public static void AddManifest(Html html, ReportInput input)
    {
        Manifest manifest = input.Manifest;
        (string Name, string Value)[] facts =
        [
            ("digest", manifest.Digest),
            ("scenario hash", manifest.ScenarioHash),
            ("version", manifest.Version + (manifest.Commit is { } c ? $", commit {c}" : "")),
            ("paths", FigureText.Count(manifest.PathsDone)
                + (manifest.Partial ? $" of {FigureText.Count(manifest.Paths)} asked for" : "")),
            ("seed", manifest.Seed.ToString(CultureInfo.InvariantCulture)),
            ("generator", manifest.Generator),
            ("precision", manifest.Precision),
            ("settings", manifest.Overrides.Count == 0
                ? "none" : string.Join(" ", manifest.Overrides.Select(set => "--set " + set))),
            ("devices", string.Join("; ", manifest.Devices.Select(device =>
                $"{device.Id}, {device.Name}: {Counted.Of(device.Paths, "path")}"))),
            ("machine", $"{manifest.Machine.Processor}, {manifest.Machine.Processors} "
                + $"processors, {manifest.Machine.OperatingSystem}"),
            ("runtime", manifest.Machine.Runtime),
            ("time", $"{FigureText.Compact(manifest.Timing.Seconds)} s, "
                + $"{FigureText.Compact(manifest.Timing.PathStepsPerSecond)} path-steps a second"),
            ("started", Moment(manifest.StartedUtc)),
            ("finished", Moment(manifest.FinishedUtc)),
        ];
        html.Element("dl", list =>
        {
            foreach ((string name, string value) in facts)
            {
                list.Element("dt", name).Element("dd", value);
            }
        });
    }

    private static string Verdict(Check check) => check.Agrees switch
    {
        true => "agrees",
        false => "DIFFERS",
        null => "unknown",
    };

    private static string Moment(DateTime time) =>
        time.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
