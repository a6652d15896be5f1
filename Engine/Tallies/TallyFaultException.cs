namespace GpuRisk.Engine.Tallies;

/// <summary>A run whose kernel wrote an outcome that no result may contain.</summary>
public sealed class TallyFaultException : Exception
{
    /// <summary>An exception for a fault.</summary>
    public TallyFaultException(TallyFault fault)
        : base(fault.Message) => Fault = fault;

    /// <summary>The fault: metric, path and value.</summary>
    public TallyFault Fault { get; }
}
