using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Tokens;

/// <summary>The integers of a vote on fees.</summary>
[Row]
public partial struct VoteRow
{
    /// <summary>Where its terms stand.</summary>
    public required int Terms;

    /// <summary>Steps between two votes.</summary>
    public required int Every;

    /// <summary>The row of the pool.</summary>
    public required int Pool;

    /// <summary>Slot: votes that passed.</summary>
    public required int Passed;

    /// <summary>Its outcome: votes that passed.</summary>
    public required int Outcome;

    /// <summary>Number of allocations that vote.</summary>
    public required int Voters;

    /// <summary>Where the voters' rows begin.</summary>
    public required int VoterRows;
}

/// <summary>What of a vote does not change.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct VoteTerms<R>
{
    /// <summary>Tokens for the protocol that were free at the start.</summary>
    public required R For;

    /// <summary>Tokens against it.</summary>
    public required R Against;

    /// <summary>The providers' share of fees after a vote that passes.</summary>
    public required R ShareFor;

    /// <summary>Their share after one that does not.</summary>
    public required R ShareAgainst;
}

/// <summary>The integers of an allocation that votes.</summary>
[Row]
public partial struct VoterRow
{
    /// <summary>Slot: unlocked tokens.</summary>
    public required int Tokens;

    /// <summary>Real: the part of them that votes.</summary>
    public required int Turnout;

    /// <summary>Whether they are for the protocol (1) or against it (0).</summary>
    public required int Favours;
}
