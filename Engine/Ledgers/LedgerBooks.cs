namespace GpuRisk.Engine.Ledgers;

/// <summary>What is entered into the books of a draw's paths, and how they are closed.</summary>
internal sealed class LedgerBooks(LedgerPlan plan)
{
    /// <summary>The entries, those of one outcome together.</summary>
    public Posting[] Postings { get; } = [.. plan.Postings];

    /// <summary>The votes that are counted.</summary>
    public Vote[] Votes { get; } = [.. plan.Votes.Where(vote => vote.Token == plan.VotingToken)];

    /// <summary>Closes them.</summary>
    public LedgerClosing Closing { get; } = new(plan);
}
