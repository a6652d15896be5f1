namespace GpuRisk.Engine.Ledgers;

/// <summary>Accounts outside the classes that every ledger may have.</summary>
internal static class NamedAccounts
{
    /// <summary>Where prices come from: it pays and is paid revaluations.</summary>
    public const string Market = "market";

    /// <summary>Noise traders who are in no class.</summary>
    public const string Traders = "traders";

    /// <summary>Gas that is burned.</summary>
    public const string Burned = "burned";

    /// <summary>What reserves of stablecoins are invested in.</summary>
    public const string Reserves = "reserves";

    /// <summary>Holders of a token, whom new and unlocked tokens dilute.</summary>
    public const string Dilution = "dilution";

    /// <summary>What regulators have frozen.</summary>
    public const string Frozen = "frozen";
}
