using System.Globalization;
using System.Text;
using GpuRisk.Engine.Benchmarking;

namespace GpuRisk.Benchmarks.Coverage;

/// <summary>What a study of coverage found, as Markdown.</summary>
internal sealed class CoverageTable(CoverageOptions options)
{
    private const double Lowest = 0.92;
    private const double Highest = 0.98;

    private static readonly string[] Figures = ["mean", "VaR95", "ES95", "ES99"];

    private readonly StringBuilder _rows = new();
    private readonly StringBuilder _outside = new();
    private int _figures;
    private int _scarce;
    private int _unresolved;

    /// <summary>Adds a scenario.</summary>
    public void Add(
        string kernel, string scenario, string horizon, CoverageResult result)
    {
        IReadOnlyList<FigureCoverage> found = result.Figures;
        _figures += found.Count;
        _scarce += result.Scarce;
        _unresolved += result.Unresolved;
        _rows.Append(CultureInfo.InvariantCulture, $"| {kernel} | `{scenario}`, {horizon} |");
        foreach (string figure in Figures)
        {
            double[] shares =
                [.. found.Where(c => c.Figure == figure).Select(c => 100 * c.Share)];
            _rows.Append(shares.Length == 0
                ? " - |"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $" {shares.Average():F1} ({shares.Min():F1} to {shares.Max():F1}; "
                    + $"{shares.Length}) |"));
        }

        _rows.Append('\n');
        foreach (FigureCoverage coverage in found
            .Where(c => c.Share is < Lowest or > Highest)
            .OrderBy(c => c.Share))
        {
            string share = (100 * coverage.Share).ToString("F1", CultureInfo.InvariantCulture);
            _outside.Append($"- {kernel}: {coverage.Figure} of `{coverage.Metric}`, {share}%\n");
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        double error = 100 * Math.Sqrt(0.95 * 0.05 / options.Seeds);
        string about = string.Create(
            CultureInfo.InvariantCulture,
            $"Coverage of stated 95% intervals in per cent over {options.Seeds} seeds from "
            + $"{options.FirstSeed} of {options.Paths:N0} paths, against {options.TruthPaths:N0} "
            + $"paths of another seed: mean over metrics (lowest to highest; number of metrics). "
            + $"Of metrics that hold at least 30 hits in such a sample, {_figures} figures. Left "
            + $"out are {_scarce} expected shortfalls with fewer than 30 expected losses in the "
            + $"tail, whose errors results mark as untrusted, and {_unresolved} figures among "
            + $"equal outcomes or whose error is less than the 0.1% that binning may add. The "
            + $"error of a single coverage is {error:F1}.\n\n");
        var text = new StringBuilder(about);
        text.Append("| kernel | scenario |");
        text.Append(string.Concat(Figures.Select(figure => $" {figure} |"))).Append('\n');
        text.Append("|---|---|").Append(string.Concat(Figures.Select(_ => "---|"))).Append('\n');
        text.Append(_rows).Append('\n');
        text.Append("Outside of 92 to 98%:").Append(_outside.Length == 0 ? " none.\n" : "\n\n");
        return text.Append(_outside).ToString();
    }
}
