namespace GpuRisk.Kernels.Records;

/// <summary>Integers that a plan holds in a row: fields of type int.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class RowAttribute : Attribute;

/// <summary>Reals that a plan holds and no path changes: fields of the struct's type argument.
/// </summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class TermsAttribute : Attribute;

/// <summary>Slots of a path's state: fields of the struct's type argument, or other states of it.
/// </summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class StateAttribute : Attribute;

/// <summary>What a path tells: outcomes in a kernel, and what they mean in a plan.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class OutcomesAttribute : Attribute;
