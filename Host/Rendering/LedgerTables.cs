using GpuRisk.Engine.Results;
using Spectre.Console;

namespace GpuRisk.Host.Rendering;

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
        console.Write(Classes(ledger));
        console.Write(Flows(ledger));
        if (ledger.UnbalancedPaths > 0)
        {
            console.MarkupLineInterpolated(
                $"[bold red]The books of {ledger.UnbalancedPaths} paths do not balance.[/]");
        }
    }

    private static Table Classes(LedgerResult ledger)
    {
        Table table = Start("class", "wallets", "wealth", "profit ± s.e., USD", "per wallet",
            "per dollar", "P(loss)");
        foreach (AccountResult account in ledger.Accounts.Where(a => a.Kind == "class"))
        {
            MetricResult profit = account.Profit;
            string name = Markup.Escape(account.Name);
            table.AddRow(
                account.Centralised ? $"{name} [grey]centralised[/]" : name,
                FigureText.Count(account.Wallets),
                FigureText.Compact(account.WealthUsd),
                FigureText.PlusMinus(profit.Mean, profit.StandardError),
                FigureText.Bracketed(
                    profit.Mean / account.Wallets, profit.StandardError / account.Wallets),
                Percent(
                    profit.Mean / account.WealthUsd, profit.StandardError / account.WealthUsd),
                ShareText.Of(profit.ProbabilityOfLoss, profit.Errors.ProbabilityOfLoss) + "%");
        }

        return table;
    }

    private static Table Flows(LedgerResult ledger)
    {
        Table table = Start("who pays", "whom", "channel", "mean ± s.e., USD");
        IEnumerable<FlowResult> largest = ledger.Flows
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

    private static string Percent(double? value, double? error) =>
        FigureText.Bracketed(value * 100, error * 100) + "%";
}
