namespace GpuRisk.Kernels.Prices;

/// <summary>The diffusions that a plan can name.</summary>
public enum DiffusionKind
{
    /// <summary>Without noise: <see cref="Growth{R, W, C}"/>.</summary>
    None,

    /// <summary><see cref="GeometricBrownianMotion{R, W, C}"/>.</summary>
    Brownian,

    /// <summary><see cref="Heston{R, W, C}"/>.</summary>
    Heston,

    /// <summary><see cref="Periods{R, W, C}"/>.</summary>
    Periods,

    /// <summary><see cref="History{R, W, C}"/>.</summary>
    History,

    /// <summary><see cref="RegimeSwitching{R, W, C}"/>.</summary>
    RegimeSwitching,

    /// <summary><see cref="OrnsteinUhlenbeck{R, W, C}"/>.</summary>
    OrnsteinUhlenbeck,

    /// <summary><see cref="ScheduledMotion{R, W, C}"/>.</summary>
    Scheduled,
}
