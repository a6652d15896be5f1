namespace GpuRisk.Scenarios;

/// <summary>One entry of the loans section: a single loan or a whole book.</summary>
public sealed record Loan
{
    /// <summary>The position in <see cref="Scenario.Loans"/>, from 0.</summary>
    [NotHashed("the order of the list")]
    public required int Index { get; init; }

    /// <summary>The name that the scenario gives it.</summary>
    public required string Name { get; init; }

    /// <summary>The market that lends.</summary>
    public required LendingMarket Market { get; init; }

    /// <summary>The class of wallets that borrow, where a borrower states none.</summary>
    public required string Class { get; init; }

    /// <summary>The borrowers in file order: one unless this is a book; never empty.</summary>
    public required IReadOnlyList<Borrower> Borrowers { get; init; }

    /// <summary>How many wallets of a book owe nothing, and are no borrowers.</summary>
    public required int WalletsWithoutDebt { get; init; }

    /// <summary>True where the borrowers came from a book file.</summary>
    public required bool IsBook { get; init; }

    /// <summary>The buckets that a book is gathered into, 1 or more; null where each wallet stands
    /// for itself, as a loan does.</summary>
    public required int? Buckets { get; init; }

    /// <summary>What becomes of borrowers who start under water.</summary>
    public required BelowHealth BelowHealth { get; init; }
}
