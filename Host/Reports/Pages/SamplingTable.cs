using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>How a run was sampled so that fewer paths have the same error.</summary>
internal static class SamplingTable
{
    private const int Texts = 1;

    /// <summary>Adds it.</summary>
    public static void Add(Html html, SamplingResult sampling)
    {
        html.Element("p class=\"about\"", SamplingText.Sentence(sampling));
        html.Table("How paths were sampled", table =>
        {
            table.Titles([.. SamplingText.Titles], Texts);
            table.Element("tbody", body =>
            {
                foreach (string[] row in SamplingText.Rows(sampling)) body.Row(row, Texts);
            });
        });
    }
}
