using System.Globalization;
using GpuRisk.Engine.Results;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Figures;

/// <summary>How paths were drawn so that they show what is rare, as people read it.</summary>
internal static class RareText
{
    /// <summary>What stands above <see cref="Rows"/>.</summary>
    public static IReadOnlyList<string> Titles { get; } =
        ["paths", "what", "steps", "tilted by"];

    /// <summary>It in a sentence or two.</summary>
    public static string Sentence(RareResult rare)
    {
        string gain = rare.VarianceRatio is { } ratio
            ? $"the error of {rare.Metric} is that of {Number(ratio)} times as many plain paths"
            : $"no path shows {rare.Metric}";
        string rest = rare.EffectivePaths is { } left
            ? $" What is not rare is told by as much as {Number(left)} paths."
            : "";
        return $"{rare.Expression}: {gain}.{rest} Laws found by a pilot of "
            + $"{Counted.Of(rare.PilotPaths, "path")}, seed {rare.PilotSeed}.";
    }

    /// <summary>What each law tilts by as much as two digits show; laws that tilt alike are told
    /// as one.</summary>
    public static IEnumerable<string[]> Rows(RareResult rare) =>
        from law in rare.Laws.GroupBy(law => string.Join('\n', law.Tilts))
        from tilt in law.First().Tilts
        let tilted = By(tilt)
        where tilted != Unmoved(tilt)
        select (string[])
        [
            $"{Number(100 * law.Sum(one => one.Share))} %", tilt.Driver,
            $"{tilt.FirstStep + 1} to {tilt.EndStep}", tilted,
        ];

    private static string By(RareTilt tilt) =>
        tilt.Shift is { } shift ? $"{Signed(shift)} s.d." : $"x {Number(tilt.Ratio ?? 1)}";

    private static string Unmoved(RareTilt tilt) =>
        By(tilt.Shift is null ? tilt with { Ratio = 1 } : tilt with { Shift = 0 });

    private static string Number(double value) => value.ToString(
        value >= 100 ? "#,0" : "0.##", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString(
        "+0.00;-0.00;0.00", CultureInfo.InvariantCulture);
}
