using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Tokens;

/// <summary>A bond's integers.</summary>
[Row]
public partial struct BondRow
{
    /// <summary>Where its terms stand.</summary>
    public required int Terms;

    /// <summary>The row of the token.</summary>
    public required int Token;

    /// <summary>Where its state stands.</summary>
    public required int State;

    /// <summary>Its first outcome.</summary>
    public required int Outcomes;
}

/// <summary>What of a bond does not change.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct BondTerms<R>
{
    /// <summary>A step's payment at the start, USD.</summary>
    public required R Usd;

    /// <summary>Tokens that it buys: payment and price move together.</summary>
    public required R Tokens;

    /// <summary>The part of bought tokens that a step releases.</summary>
    public required R Release;

    /// <summary>1 / (price of the token at the start).</summary>
    public required R InversePrice;
}

/// <summary>A bond on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct BondState<R>
{
    /// <summary>Tokens bought and not yet released.</summary>
    public R Pending;

    /// <summary>Paid so far, USD.</summary>
    public R Paid;

    /// <summary>Value of released tokens at the time, USD.</summary>
    public R Received;

    /// <summary>Lost to its own and others' sales, USD.</summary>
    public R Slippage;
}

/// <summary>What a path tells of a bond.</summary>
/// <typeparam name="R">The lane, or what is known of the outcome.</typeparam>
[Outcomes]
public partial struct BondOutcomes<R>
{
    /// <summary>Paid by the buyers, USD.</summary>
    public required R Paid;

    /// <summary>Value of the tokens when released, or at the end, USD.</summary>
    public required R Received;

    /// <summary>Lost to its own and others' sales, USD.</summary>
    public required R Slippage;
}
