using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Shocks;

/// <summary>The integers of a group of like wallets that transact.</summary>
[Row]
public partial struct TransactionsRow
{
    /// <summary>Where their terms stand.</summary>
    public required int Terms;

    /// <summary>Steps between two transactions.</summary>
    public required int Every;

    /// <summary>Slot: gas paid by one wallet, USD.</summary>
    public required int Paid;

    /// <summary>Their outcome: gas paid by one wallet, USD.</summary>
    public required int Outcome;
}

/// <summary>What of wallets' transactions does not change.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct TransactionsTerms<R>
{
    /// <summary>Gas of a transaction at the start, USD.</summary>
    public required R Gas;

    /// <summary>The most that a wallet pays for one, USD.</summary>
    public required R Limit;
}
