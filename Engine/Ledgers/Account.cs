namespace GpuRisk.Engine.Ledgers;

/// <summary>What an account stands for.</summary>
internal enum AccountKind
{
    /// <summary>Wallets of a class.</summary>
    Class,

    /// <summary>A pool or lending market: everybody in it who is in no class.</summary>
    Venue,

    /// <summary>A named source or sink outside the classes.</summary>
    Outside,
}

/// <summary>An account of the ledger.</summary>
/// <param name="Index">Its place in the ledger, from 0.</param>
/// <param name="Party">Whose it is, by the party's place in the ledger.</param>
internal readonly record struct Account(int Index, int Party);

/// <summary>Who pays and is paid: a class, a venue, or something outside.</summary>
/// <param name="Index">The party's place in the ledger, from 0; a class's is its own.</param>
/// <param name="Name">The name.</param>
/// <param name="Kind">What it is.</param>
internal sealed record Party(int Index, string Name, AccountKind Kind);
