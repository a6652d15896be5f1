using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>The sections of a report, those for the kernel at hand.</summary>
internal static class ReportSections
{
    private sealed record Section(string Id, string Title, Action<Html> Content);

    /// <summary>Adds a table of contents and the sections.</summary>
    public static void Add(Html html, ReportInput input)
    {
        List<Section> sections = [.. Of(input)];
        html.Element("nav aria-label=\"Contents\"", nav => nav.Element("ul", list =>
        {
            foreach (Section section in sections)
            {
                list.Element(
                    "li", item => item.Element($"a href=\"#{section.Id}\"", section.Title));
            }
        }));
        html.Raw("\n<noscript><p class=\"warning\">The charts need JavaScript; every figure is in "
            + "the tables too.</p></noscript>\n");
        foreach (Section section in sections)
        {
            html.Element(
                $"section id=\"{section.Id}\" aria-labelledby=\"{section.Id}-title\"",
                body =>
                {
                    body.Element($"h2 id=\"{section.Id}-title\"", section.Title);
                    section.Content(body);
                });
            html.Raw("\n");
        }
    }

    private static IEnumerable<Section> Of(ReportInput input)
    {
        RunResult result = input.Result;
        bool isDrawn = input.Data.Metrics.Any(metric => metric.Bars is not null);
        if (result.Ledger is { } ledger)
        {
            yield return new("ledger", "Who gains and who pays", html =>
                AddLedger(html, result, ledger));
            yield return new("strata", "Small wallets and large ones", html =>
                StrataTable.Add(html, ledger));
        }

        if (isDrawn)
        {
            yield return new("distribution", "Distribution", html => AddChart(
                html, "density",
                "How often each outcome came, over all paths. Marked are the mean, the 5% and the "
                + "95% quantile, where losses lie as value at risk and expected shortfall. The "
                + "outermost 0.1% on each side are left out. Where nearly all paths end alike, "
                + "how often they end beyond some values."));
        }

        yield return new("risk", "Risk figures", html => RiskTable.Add(html, input));
        if (result.Figures is { } figures)
        {
            yield return new("figures", "Figures of your own", html =>
                OwnFigureTable.Add(html, result, figures));
        }

        if (result.Rare is { } rare)
        {
            yield return new("rare", "How what is rare was drawn", html =>
                RareTable.Add(html, rare));
        }

        if (result.StepCheck is { } check)
        {
            yield return new("step", "What half the step changes", html =>
                StepCheckTable.Add(html, result, check));
        }

        if (result.Sampling is { } sampling)
        {
            yield return new("sampling", "How paths were sampled", html =>
                SamplingTable.Add(html, sampling));
        }

        if (input.Data.Fans.Count > 0)
        {
            yield return new("fans", "Over time", html => AddFans(html, input.Data));
        }

        if (input.Data.Metrics.Any(metric => metric is { Bars: not null, Convergence.Count: > 0 }))
        {
            yield return new("convergence", "Convergence", html => AddChart(
                html, "convergence",
                "The mean over the first sixty-fourth of the paths, twice as many, and so on to "
                + "all of them, with 95% intervals. Each part holds those before it; most "
                + "intervals should hold the last mean."));
        }

        if (result.Trust is { } trust)
        {
            yield return new("trust", "What the prices rest on", html =>
                TrustTable.Add(html, trust));
        }

        if (result.Checks.Count > 0)
        {
            yield return new("checks", "Prices: realised and asked for", html =>
                FactTables.AddChecks(html, result.Checks));
        }

        yield return new("scenario", "Scenario", html =>
            ScenarioListing.Add(html, input.ScenarioText));
        yield return new("manifest", "How to get this again", html =>
            FactTables.AddManifest(html, input));
    }

    private static void AddLedger(Html html, RunResult result, LedgerResult ledger)
    {
        AddChart(
            html, "ridges",
            "Profit of each class over all paths; the line is the mean. The axis is linear near "
            + "zero and logarithmic far from it; heights are square roots of densities, each "
            + "ridge to a peak of its own.");
        AddChart(
            html, "flows",
            "Mean payments from those on the left to those on the right, in USD over the horizon.");
        AddChart(
            html, "channels",
            "Where each class's profit comes from: earnings to the right, payments to the left.");
        html.Element("div class=\"grid\"", grid =>
        {
            if (ledger.Lorenz.Count > 0)
            {
                AddChart(
                    grid, "lorenz",
                    "The share of all gains that goes to the wallets that gain least; the band "
                    + "holds the middle 90% of paths, the straight line is perfect equality.");
            }

            grid.Element("div", measures => ConcentrationTable.Add(measures, result));
        });
    }

    private static void AddFans(Html html, ReportData data)
    {
        html.Element(
            "p class=\"about\"",
            $"Quantiles over the first {Counted.Of(data.FanPaths, "path")}: the dark band "
            + "holds the middle half, the light band nine tenths, the line is the median.");
        html.Element("div class=\"grid fans\"", grid =>
        {
            foreach (Fan fan in data.Fans)
            {
                AddChart(grid, "fan", $"{fan.Name}, {MetricScale.Of(fan.Unit).Unit}");
            }
        });
    }

    // The script fills what is empty here.
    private static void AddChart(Html html, string chart, string caption) => html.Element(
        $"figure data-chart=\"{chart}\"",
        figure => figure
            .Element("figcaption", caption)
            .Raw("<div class=\"controls\"></div><div class=\"canvas\"></div>")
            .Raw("<details><summary>Figures of this chart</summary></details>"));
}
