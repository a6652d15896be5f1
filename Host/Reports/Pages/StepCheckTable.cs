using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>What half the step changes.</summary>
internal static class StepCheckTable
{
    /// <summary>Adds it.</summary>
    public static void Add(Html html, RunResult result, StepCheckResult check)
    {
        html.Element(
            "p class=\"about\"",
            $"{StepCheckText.Sentence(check)} A figure that moves by more than its error needs a "
            + "shorter step, or says what it does because of the step.");
        html.Table("What half the step changes", table =>
        {
            table.Titles([.. StepCheckText.Titles], 1);
            table.Element("tbody", body =>
            {
                foreach (string[] row in StepCheckText.Rows(result, check)) body.Row(row, 1);
            });
        });
    }
}
