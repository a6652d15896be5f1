using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Prices;

/// <summary>The integers of a simulation that is sampled otherwise than by independent paths that
/// count once, so that fewer of them have the same error.</summary>
[Row]
public partial struct SamplingRow
{
    /// <summary>How normals are drawn: a <see cref="NormalsKind"/>.</summary>
    public required int Normals;

    /// <summary>Where the <see cref="SobolRow"/> stands; -1 where there is none.</summary>
    public required int Sobol;

    /// <summary>Number of assets that tell how much their prices vary.</summary>
    public required int Realised;

    /// <summary>Where their rows begin.</summary>
    public required int RealisedRows;
}

/// <summary>How the normals of diffusions are drawn.</summary>
public enum NormalsKind
{
    /// <summary>Each path's for itself.</summary>
    Independent,

    /// <summary>With opposite signs for two paths.</summary>
    Antithetic,

    /// <summary>As a <see cref="SobolMotion{R, W, C}"/>.</summary>
    Sobol,
}

/// <summary>The integers of an asset that tells how much its price varies.</summary>
[Row]
public partial struct RealisedRow
{
    /// <summary>The asset's index.</summary>
    public required int Asset;

    /// <summary>Slot of its <see cref="RealisedState"/>.</summary>
    public required int State;

    /// <summary>The outcome.</summary>
    public required int Outcome;
}

/// <summary>How much a price has varied so far.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct RealisedState<R>
{
    /// <summary>The log price at the end of the last step.</summary>
    public R Last;

    /// <summary>The sum of squared moves.</summary>
    public Sum<R> Squares;
}
