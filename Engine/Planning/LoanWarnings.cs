using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning;

/// <summary>What a reader should know of loans as they stand at the start.</summary>
internal static class LoanWarnings
{
    public static void Add(Scenario scenario, PlanTables tables)
    {
        foreach (Loan loan in scenario.Loans)
        {
            AddUnderWater(loan, tables);
            AddAboveLimit(loan, tables);
        }
    }

    private static void AddUnderWater(Loan loan, PlanTables tables)
    {
        Borrower[] under =
            [.. loan.Borrowers.Where(b => b.HealthFactor(loan.Market) <= 1)];
        if (under.Length == 0)
        {
            return;
        }

        string found = FormattableString.Invariant(
            $"loans.{loan.Name}: {Wallets(under.Length, loan)} ")
            + Counted.Noun(under.Length, "starts", "start")
            + $" at or below a health factor of 1, owing {Usd(under.Sum(DebtUsd))}, "
            + $"{Usd(under.Sum(ShortfallUsd))} beyond what secures it";
        tables.Warnings.Add(found + loan.BelowHealth switch
        {
            BelowHealth.Exclude => "; left out, as belowHealth says.",
            BelowHealth.Liquidate => Fate(loan, under),
            _ => throw new InvalidOperationException(
                $"Loans below health cannot be met by {loan.BelowHealth}."),
        });
    }

    private static string Fate(Loan loan, Borrower[] under)
    {
        Borrower[] dust = [.. under.Where(b => LoanRegime.Of(loan.Market, b).IsDust)];
        string stays = dust.Length == 0
            ? ""
            : FormattableString.Invariant($"; {dust.Length} of them, owing ")
                + $"{Usd(dust.Sum(DebtUsd))}, would not pay for the gas and stay, counted in "
                + "shortfall";
        return dust.Length == under.Length
            ? "; liquidating would not pay for the gas, so they stay, counted in shortfall."
            : "; liquidated at once where a liquidator gains by it" + stays + ".";
    }

    // Prices may have brought a loan above the limit at which it could be taken now.
    private static void AddAboveLimit(Loan loan, PlanTables tables)
    {
        if (loan.IsBook)
        {
            return;
        }

        Borrower borrower = loan.Borrowers[0];
        if (borrower.IsAboveLimit(loan.Market) && borrower.HealthFactor(loan.Market) > 1)
        {
            double limit = borrower.LimitUsd(loan.Market) ?? 0;
            tables.Warnings.Add(
                $"loans.{loan.Name}: owes {Usd(DebtUsd(borrower))}, more than the {Usd(limit)} "
                + "that loanToValue lets it borrow at the start.");
        }
    }

    private static string Wallets(int count, Loan loan) => loan.IsBook
        ? $"{count} of {Counted.Of(loan.Borrowers.Count, "wallet")}"
        : "the loan";

    private static double DebtUsd(Borrower borrower) => borrower.Debt.Sum(d => d.ValueUsd);

    private static double ShortfallUsd(Borrower borrower) => Math.Max(
        DebtUsd(borrower) - borrower.Collateral.Sum(c => c.ValueUsd), 0);

    private static string Usd(double amount) =>
        FormattableString.Invariant($"{amount:#,0.##} USD");
}
