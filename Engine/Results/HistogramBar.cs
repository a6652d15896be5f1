namespace GpuRisk.Engine.Results;

/// <summary>A bar of a histogram.</summary>
/// <param name="Low">Its lower edge, in the metric's unit.</param>
/// <param name="High">Its upper edge; the next bar begins here.</param>
/// <param name="Count">Outcomes in it.</param>
public readonly record struct HistogramBar(double Low, double High, long Count);
