using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>How unequally profits fell, by each measure.</summary>
internal static class ConcentrationTable
{
    private static readonly (string Quantity, string Name)[] Measures =
    [
        ("centralisedShareOfGains", "centralised classes' share of gains"),
        ("topOnePercentShare", "top 1% of wallets' share of gains"),
        ("topTenPercentShare", "top 10% of wallets' share of gains"),
        ("losersShare", "wallets that lose"),
        ("gini", "Gini coefficient of profits"),
        ("wealthGini", "Gini coefficient of wealth at the end"),
        ("wealthGiniChange", "its change over the horizon"),
        ("theil", "Theil index of gains"),
        ("theilWithin", "within classes"),
        ("theilBetween", "between classes"),
        ("hhi", "Herfindahl-Hirschman index by class"),
        ("palma", "Palma ratio"),
        ("nakamoto", "Nakamoto coefficient of votes"),
    ];

    /// <summary>Adds it: the measures that the run has.</summary>
    public static void Add(Html html, RunResult result) => html
        .Element("p class=\"about\"", "Concentration over paths.")
        .Table("Measures of concentration", table => table
            .Titles(["measure", "mean ± s.e.", "5%", "95%"], 1)
            .Element("tbody", body =>
            {
                foreach ((string quantity, string name) in Measures)
                {
                    if (result.Metrics.GetValueOrDefault("market." + quantity) is { } figures)
                    {
                        body.Row(Cells(quantity, name, figures), 1);
                    }
                }
            }));

    private static string[] Cells(string quantity, string name, MetricResult figures)
    {
        // Indices are fractions by unit, but nobody tells them in percent.
        bool isShare = quantity.Contains("Share", StringComparison.Ordinal);
        double scale = isShare ? 100 : 1;
        string Cell(double? value, Uncertainty error) =>
            FigureText.Bracketed(value * scale, error.StandardError * scale);

        return
        [
            isShare ? name + ", %" : name,
            FigureText.Mean(figures.Mean, figures.Errors.Mean, scale),
            Cell(figures.P05, figures.Errors.P05),
            Cell(figures.P95, figures.Errors.P95),
        ];
    }
}
