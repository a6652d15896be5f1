using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Prices;

/// <summary>An asset's integers.</summary>
[Row]
public partial struct AssetRow
{
    /// <summary>Where the asset's terms stand.</summary>
    public required int Terms;

    /// <summary>Where its state stands.</summary>
    public required int State;

    /// <summary>Its first outcome.</summary>
    public required int Outcomes;

    /// <summary>Reals: the asset's row of the Cholesky factor of the diffusions' correlations, up
    /// to its own entry; one for each regime where they differ.</summary>
    public required int Factors;

    /// <summary>How the price diffuses: a <see cref="DiffusionKind"/>.</summary>
    public required int Diffusion;

    /// <summary>Where the terms of its diffusion stand.</summary>
    public required int DiffusionTerms;

    /// <summary>Where the integers of its diffusion stand; -1 of one that has none.</summary>
    public required int DiffusionRow;

    /// <summary>Slots that only its diffusion knows; -1 of one that has none.</summary>
    public required int DiffusionState;

    /// <summary>Buffer of what a diffusion draws beside the normals that are correlated with other
    /// assets'; -1 of one that needs none.</summary>
    public required int Normals;

    /// <summary>Buffer of the variances of the steps' log returns before jumps; -1 where it is one
    /// and the same, which plans tell.</summary>
    public required int Variances;

    /// <summary>Whether the price jumps (1), alone or with others, or never does (0).</summary>
    public required int Jumps;

    /// <summary>Terms by which what jumps have done is forgotten, <see cref="ReversionTerms{R}"/>;
    /// -1 where it stays.</summary>
    public required int Forgets;

    /// <summary>Whether the price follows something else (1) or moves by itself (0).</summary>
    public required int Follows;

    /// <summary>Buffer of the log prices before a step's jumps.</summary>
    public required int Diffused;

    /// <summary>Buffer of the log prices at the ends of steps; the same where it never jumps.
    /// </summary>
    public required int Logs;

    /// <summary>The first of <see cref="ArrivalRow.BlocksAhead"/> buffers of the sizes of steps'
    /// jumps; -1 where there are none.</summary>
    public required int Sizes;
}

/// <summary>What of an asset's price does not change.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct AssetTerms<R>
{
    /// <summary>Price at the start, USD.</summary>
    public required R Price;

    /// <summary>Expected log return over the horizon, jumps included.</summary>
    public required R ExpectedLogReturn;
}

/// <summary>An asset's price on a path, as logs over its start.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct AssetState<R>
{
    /// <summary>What diffusion has done so far.</summary>
    public R Diffusion;

    /// <summary>What jumps have done so far.</summary>
    public R Jumped;

    /// <summary>Lowest log price at any step.</summary>
    public R Minimum;

    /// <summary>Jumps so far.</summary>
    public R Jumps;
}

/// <summary>What a path tells of an asset; the products of its excess log return with its own and
/// with those of the assets after it follow.</summary>
/// <typeparam name="R">The lane, or what is known of the outcome.</typeparam>
[Outcomes]
public partial struct AssetOutcomes<R>
{
    /// <summary>Final price, USD.</summary>
    public required R Price;

    /// <summary>Lowest price at any step, USD.</summary>
    public required R Minimum;

    /// <summary>Log return over the horizon less its expectation.</summary>
    public required R LogReturn;

    /// <summary>Number of jumps.</summary>
    public required R Jumps;
}
