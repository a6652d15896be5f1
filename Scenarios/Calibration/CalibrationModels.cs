namespace GpuRisk.Scenarios.Calibration;

/// <summary>The models to fit.</summary>
[Flags]
public enum CalibrationModels
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Geometric Brownian motion.</summary>
    Gbm = 1,

    /// <summary>Merton's jump diffusion.</summary>
    Merton = 2,

    /// <summary>Both, to compare them.</summary>
    Both = Gbm | Merton,
}
