using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using GpuRisk.Scenarios;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>Who made and lost money, and who paid whom, of a market's ledger.</summary>
internal static class LedgerTables
{
    private const int LargestFlows = 12;

    /// <summary>Whether a metric is in these tables, or one of the many that split it further.
    /// </summary>
    public static bool Holds(LedgerResult ledger, string subject) =>
        ledger.Accounts.Any(account => account.Kind == "class" && account.Name == subject);

    /// <summary>Draws them.</summary>
    public static void Draw(IAnsiConsole console, LedgerResult ledger)
    {
        console.WriteWhole(Classes(ledger));
        console.WriteWhole(Flows(ledger));
        if (ledger.UnbalancedPaths > 0)
        {
            string paths = Counted.Of(ledger.UnbalancedPaths, "path");
            console.MarkupLineInterpolated($"[bold red]The books of {paths} do not balance.[/]");
        }
    }

    private static Table Classes(LedgerResult ledger)
    {
        Table table = Start("class", "wallets", "wealth", "profit ± s.e., USD", "per wallet",
            "per dollar", "P(loss)");
        foreach (AccountResult account in ledger.Accounts.Where(a => a.Kind == "class"))
        {
            MetricResult profit = account.Profit;
            string note = MetricRow.TailNote(profit) is { } tail ? $" [yellow]{tail}[/]" : "";
            string name = Markup.Escape(account.Name) + note;
            table.AddRow(
                account.Centralised ? $"{name} [grey]centralised[/]" : name,
                FigureText.Count(account.Wallets),
                FigureText.Compact(account.WealthUsd),
                Markup.Escape(FigureText.Mean(profit.Mean, profit.Errors.Mean, 1)),
                FigureText.Bracketed(profit.Mean, profit.Errors.Mean, 1.0 / account.Wallets),
                FigureText.Bracketed(
                    profit.Mean, profit.Errors.Mean,
                    MetricScale.Share.Factor / account.WealthUsd) + MetricScale.Share.Unit,
                ShareText.OfLosses(profit));
        }

        return table;
    }

    private static Table Flows(LedgerResult ledger)
    {
        Table table = Start("who pays", "whom", "channel", "mean ± s.e., USD");
        IEnumerable<FlowResult> largest = ledger.Flows
            .Where(flow => flow.Mean != 0)
            .Where(flow => flow.Channel != "revaluation" && flow.Payer != flow.Payee)
            .OrderByDescending(flow => Math.Abs(flow.Mean))
            .Take(LargestFlows);
        foreach (FlowResult flow in largest)
        {
            bool forwards = flow.Mean >= 0;
            table.AddRow(
                Markup.Escape(forwards ? flow.Payer : flow.Payee),
                Markup.Escape(forwards ? flow.Payee : flow.Payer),
                $"[grey]{Markup.Escape(flow.Channel)}[/]",
                FigureText.PlusMinus(Math.Abs(flow.Mean), flow.StandardError));
        }

        return table;
    }

    private static Table Start(params string[] titles)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (string title in titles)
        {
            bool isText = title is "class" or "who pays" or "whom" or "channel";
            table.AddColumn(new TableColumn($"[bold]{title}[/]")
            {
                NoWrap = true,
                Alignment = isText ? Justify.Left : Justify.Right,
            });
        }

        return table;
    }
}
