namespace GpuRisk.Host.Service.Store;

/// <summary>A line of the audit log: who did what.</summary>
internal sealed record AuditRow
{
    /// <summary>When, in milliseconds since 1970.</summary>
    public required long At { get; init; }

    public required string Owner { get; init; }

    /// <summary>The name of the API key, or null.</summary>
    public string? ApiKey { get; init; }

    /// <summary>What, as in <c>run.submit</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what.</summary>
    public string? Subject { get; init; }

    /// <summary>From where.</summary>
    public string? Address { get; init; }

    /// <summary>What came of it.</summary>
    public required string Outcome { get; init; }

    /// <summary>Writes it.</summary>
    public void Insert(Transaction transaction) => transaction.Execute(
        "INSERT INTO audit (at, owner, apikey, action, subject, address, outcome) "
        + "VALUES (@At, @Owner, @ApiKey, @Action, @Subject, @Address, @Outcome)",
        this);
}
