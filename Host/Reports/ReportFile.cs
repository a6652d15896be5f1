namespace GpuRisk.Host.Reports;

/// <summary>The names of a report's files in a run's folder.</summary>
internal static class ReportFile
{
    /// <summary>What is drawn.</summary>
    public const string DataName = "report.json";

    /// <summary>The page.</summary>
    public const string PageName = "report.html";
}
