namespace GpuRisk.Scenarios;

/// <summary>The terms on which an asset is lent: a kinked curve of the borrow rate.</summary>
public sealed record DebtTerms
{
    /// <summary>The asset.</summary>
    public required Asset Asset { get; init; }

    /// <summary>The rate at no utilisation, per year; 0 or more.</summary>
    public required double BaseRatePerYear { get; init; }

    /// <summary>The rise of the rate up to the optimal utilisation, per year; 0 or more.</summary>
    public required double Slope1PerYear { get; init; }

    /// <summary>The rise from the optimal to full utilisation, per year; 0 or more.</summary>
    public required double Slope2PerYear { get; init; }

    /// <summary>The utilisation at the kink, in (0, 1).</summary>
    public required double OptimalUtilisation { get; init; }

    /// <summary>The utilisation at the start, in [0, 1].</summary>
    public required double Utilisation { get; init; }

    /// <summary>The utilisation at the horizon, in [0, 1]; reached linearly.</summary>
    public required double UtilisationAtHorizon { get; init; }

    /// <summary>The protocol's part of the interest, in [0, 1); joint markets only.</summary>
    public double ReserveFactor { get; init; }
}
