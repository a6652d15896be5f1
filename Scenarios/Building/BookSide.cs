namespace GpuRisk.Scenarios.Building;

/// <summary>What secures a wallet's loan, or what it owes.</summary>
internal sealed class BookSide
{
    private readonly List<TokenAmount> _amounts = new(1);

    /// <summary>The column of the amount in the wallet's first row.</summary>
    public int Column { get; set; }

    /// <summary>Whether something is wrong with it, which has been told.</summary>
    public bool IsRefused { get; set; }

    public bool IsEmpty => _amounts.Count == 0;

    /// <summary>The amounts in the order of asset index.</summary>
    public TokenAmount[] Amounts => [.. _amounts.OrderBy(amount => amount.Asset.Index)];

    /// <summary>Adds an amount to those of its asset.</summary>
    public void Add(Asset asset, double tokens)
    {
        int known = _amounts.FindIndex(amount => amount.Asset == asset);
        if (known < 0) _amounts.Add(new TokenAmount(asset, tokens));
        else _amounts[known] = new TokenAmount(asset, _amounts[known].Tokens + tokens);
    }
}
