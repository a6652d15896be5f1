using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>A number of which a scenario states a law.</summary>
/// <param name="Node">Where it states it.</param>
/// <param name="Shape">What each draw must be.</param>
/// <param name="Law">The law; of a duration in seconds.</param>
/// <param name="Median">The median as the shape reads it.</param>
internal sealed record UncertainValue(
    RawMapping Node, ScalarShape Shape, NumberLaw Law, object Median);
