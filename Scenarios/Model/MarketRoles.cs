namespace GpuRisk.Scenarios;

/// <summary>
/// Names of classes to which a joint market's flows go by their part in it. Where a scenario has
/// no class of that name, the flows go to an account of that name outside its classes.
/// </summary>
public static class MarketRoles
{
    /// <summary>Who bring pools and pegs back to the market's price.</summary>
    public const string Arbitrageurs = "arbitrageurs";

    /// <summary>Who repay unhealthy loans for a bonus.</summary>
    public const string Liquidators = "liquidators";

    /// <summary>The protocols' treasury: protocol fees, reserve funds, bonds, services.</summary>
    public const string Treasury = "treasury";

    /// <summary>Who issue stablecoins and earn on their reserves.</summary>
    public const string Issuer = "issuer";

    /// <summary>Validators, auditors and developers.</summary>
    public const string Infrastructure = "infrastructure";

    /// <summary>Who pull the rug.</summary>
    public const string Attackers = "attackers";

    /// <summary>Who sell cover.</summary>
    public const string Insurers = "insurers";
}
