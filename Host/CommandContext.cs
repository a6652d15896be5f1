using Microsoft.Extensions.Logging;
using Serilog.Core;

namespace GpuRisk.Host;

/// <summary>What commands need from the outside.</summary>
/// <param name="Terminal">Where they write.</param>
/// <param name="Time">The clock.</param>
/// <param name="Loggers">Where they log; to the standard error in the end.</param>
/// <param name="Level">The least level that is logged.</param>
internal sealed record CommandContext(
    Terminal Terminal,
    TimeProvider Time,
    ILoggerFactory Loggers,
    LoggingLevelSwitch Level);
