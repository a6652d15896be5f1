using System.Text.Json.Serialization;

namespace GpuRisk.Client;

/// <summary>Why a run failed or was cancelled.</summary>
[JsonConverter(typeof(KebabCaseConverter<RunReason>))]
public enum RunReason
{
    /// <summary>Someone asked for it.</summary>
    Cancelled,

    /// <summary>Its deadline passed.</summary>
    Deadline,

    /// <summary>It took more computing time than the service allows.</summary>
    RunTime,

    /// <summary>No device could finish it.</summary>
    Devices,

    /// <summary>A path had an outcome that is not a number, or too large to count.</summary>
    Outcome,

    /// <summary>The version of the service that went on with it reads its scenario otherwise.
    /// </summary>
    ScenarioChanged,

    /// <summary>An error of the program itself.</summary>
    Internal,
}
