using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Lending;

/// <summary>What a reader should know of loans as they stand at the start.</summary>
internal static class LoanWarnings
{
    public static void Add(Scenario scenario, PlanBuilder tables)
    {
        foreach (Loan loan in scenario.Loans)
        {
            AddWithoutDebt(loan, tables);
            AddUnderWater(loan, tables);
            AddAboveLimit(loan, tables);
        }
    }

    private static void AddWithoutDebt(Loan loan, PlanBuilder tables)
    {
        int skipped = loan.WalletsWithoutDebt;
        if (skipped > 0)
        {
            tables.Warnings.Add(
                FormattableString.Invariant($"loans.{loan.Name}: {skipped} of ")
                + FormattableString.Invariant($"{skipped + loan.Borrowers.Count} wallets ")
                + (skipped == 1 ? "owes" : "owe")
                + " nothing; left out, as nobody can liquidate what owes nothing.");
        }
    }

    private static void AddUnderWater(Loan loan, PlanBuilder tables)
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
        Borrower[] unsecured = [.. under.Where(b => !b.IsSecured)];
        Borrower[] dust =
            [.. under.Where(b => b.IsSecured && LoanRegime.Of(loan.Market, b).IsDust)];
        if (unsecured.Length == under.Length)
        {
            return "; there is nothing to seize, so they stay, counted in shortfall.";
        }

        if (dust.Length == under.Length)
        {
            return "; liquidating would not pay for the gas, so they stay, counted in shortfall.";
        }

        string fate = unsecured.Length + dust.Length == under.Length
            ? ""
            : "; liquidated at once where a liquidator gains by it";
        return fate
            + Staying(dust, "would not pay for the gas")
            + Staying(unsecured, unsecured.Length == 1
                ? "has nothing to seize"
                : "have nothing to seize")
            + ".";
    }

    private static string Staying(Borrower[] borrowers, string why) => borrowers.Length == 0
        ? ""
        : FormattableString.Invariant($"; {borrowers.Length} of them, owing ")
            + $"{Usd(borrowers.Sum(DebtUsd))}, {why} and "
            + (borrowers.Length == 1 ? "stays" : "stay")
            + ", counted in shortfall";

    // Prices may have brought a loan above the limit at which it could be taken now.
    private static void AddAboveLimit(Loan loan, PlanBuilder tables)
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
