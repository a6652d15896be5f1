namespace GpuRisk.Engine.Planning;

/// <summary>Something that a run must resolve.</summary>
/// <param name="Scale">How small it is against the largest number that it is computed with, or
/// added to; above 0.</param>
/// <param name="Of">What it is, as a part of a sentence.</param>
public readonly record struct Resolution(double Scale, string Of);
