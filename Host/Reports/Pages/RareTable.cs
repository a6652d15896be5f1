using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>How paths were drawn so that they show what is rare.</summary>
internal static class RareTable
{
    private const int Texts = 3;

    /// <summary>Adds it.</summary>
    public static void Add(Html html, RareResult rare)
    {
        html.Element(
            "p class=\"about\"",
            $"{RareText.Sentence(rare)} Each path counts by its weight, the likelihood under the "
            + "true law over that under all laws together.");
        html.Table("How what is rare was drawn", table =>
        {
            table.Titles([.. RareText.Titles], Texts);
            table.Element("tbody", body =>
            {
                foreach (string[] row in RareText.Rows(rare)) body.Row(row, Texts);
            });
        });
    }
}
