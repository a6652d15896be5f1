using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>The strata of every wallet class, from the smallest wallets to the largest.</summary>
internal static class StrataTable
{
    private static readonly string[] Titles =
    [
        "stratum", "wallets", "size, USD", "profit a wallet, USD ± s.e.", "5%", "median", "95%",
        "profit per dollar, % ± s.e.", "P(loss)",
    ];

    /// <summary>Adds it.</summary>
    public static void Add(Html html, LedgerResult ledger) =>
        html.Table("Strata of every wallet class", table =>
        {
            table.Titles(Titles, 1);
            foreach (AccountResult account in ledger.Accounts.Where(a => a.Strata.Count > 0))
            {
                table.Element("tbody", body => AddClass(body, account));
            }
        });

    private static void AddClass(Html body, AccountResult account)
    {
        string about = $" {Counted.Of(account.Wallets, "wallet")}, "
            + $"{FigureText.Compact(account.WealthUsd)} USD"
            + (account.Centralised ? ", centralised" : "");
        body.Element("tr class=\"group\"", row => row.Element(
            $"th scope=\"rowgroup\" colspan=\"{Titles.Length}\"",
            cell => cell.Raw(Html.Escape(account.Name)).Element("span", about)));
        foreach ((int i, StratumResult stratum) in account.Strata.Index())
        {
            MetricResult each = stratum.ProfitPerWallet;
            MetricResult rate = stratum.ProfitPerDollar;
            body.Row(
                [
                    $"{i + 1} of {account.Strata.Count}",
                    FigureText.Count(stratum.Wallets),
                    FigureText.Compact(stratum.SizeUsd),
                    FigureText.Mean(each.Mean, each.Errors.Mean, 1),
                    FigureText.Bracketed(each.P05, each.Errors.P05.StandardError),
                    FigureText.Bracketed(each.P50, each.Errors.P50.StandardError),
                    FigureText.Bracketed(each.P95, each.Errors.P95.StandardError),
                    FigureText.Mean(rate.Mean, rate.Errors.Mean, MetricScale.Share.Factor),
                    ShareText.OfLosses(each),
                ],
                1);
        }
    }
}
