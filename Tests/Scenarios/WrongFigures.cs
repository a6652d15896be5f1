namespace GpuRisk.Tests.Scenarios;

/// <summary>Mistakes in figures of one's own.</summary>
internal static class WrongFigures
{
    public static IEnumerable<Wrong> Cases =>
    [
        F("figure of a bad name", "§1st: ETH.price",
            "found '1st'; allowed is a letter and up to 39 more letters, digits and '_'"),
        F("figure of nothing", "f: §\"\"", "found the end; allowed is a metric, as ETH.price"),
        F("figure of an unknown statistic", "f: §median(ETH.price)",
            "found 'median'; allowed is mean, quantile, VaR, ES or P, or a sum of metrics"),
        F("figure without a level", "f: ES(ETH.price§)",
            "found ')'; allowed is a comma and the level"),
        F("figure of a level in percent", "f: ES(ETH.price, §97.5)",
            "found '97.5'; allowed is a level above 0 and below 1, as 0.975"),
        F("figure of level 1", "f: quantile(ETH.price, §1)", "allowed is a level above 0 and"),
        F("figure that does not end", "f: P(ETH.price > 3§", "found the end; allowed is ')'"),
        F("figure with something behind", "f: mean(ETH.price) §* 2", "found '*'; allowed is the end"),
        F("figure of a condition", "f: ETH.price §> 3",
            "found '>'; allowed is a condition within P(...), or after '|'"),
        F("figure of no condition", "f: P(ETH.price§)",
            "found ')'; allowed is <, <=, >, >= or =="),
        F("figure of one equal sign", "f: P(ETH.price §= 3)",
            "found '='; allowed is <, <=, >, >= or =="),
        F("figure of numbers", "f: P(§1 > 3)",
            "found '1'; allowed is a condition of at least one metric"),
        F("figure with a number alone", "f: §ETH.price - 2300",
            "allowed is a sum of metrics with constant weights"),
        F("figure of what cancels", "f: §ETH.price - ETH.price",
            "allowed is a sum of at least one metric"),
        F("figure of a product", "f: ETH.price * §BTC.price",
            "found 'BTC.price'; allowed is a number"),
        F("figure of two metrics", "f: ETH.price §BTC.price",
            "found 'BTC.price'; allowed is '+', '-' or the end"),
        F("figure after and", "f: P(ETH.price > 3 and §)",
            "found ')'; allowed is a metric, as ETH.price"),
        F("figure of a curve over two events", "f: P(ETH.price > 1 and ETH.price < 2§, 3)",
            "found ','; allowed is ')', or several numbers where one outcome is compared with a"),
        F("figure of a curve over metrics", "f: P(ETH.price > ETH.minimum§, 3)",
            "found ','; allowed is ')', or several numbers"),
        F("figure of a curve without a number", "f: P(ETH.price > 1, §x)",
            "found 'x'; allowed is a number"),
        F("figure of a curve's name", "f: P(ETH.price > 1, 2)\n  §f_2: ETH.price",
            "found the figure f_2 twice, which an exceedance curve has too"),
        R("rare tail", "rare: §ES(ETH.price, 0.99)",
            "found 'ES(ETH.price, 0.99)'; allowed is a metric, a sum of metrics, P(condition)"),
        R("rare where a condition is given", "rare: §mean(ETH.price | ETH.price > 3)",
            "allowed is a metric, a sum of metrics, P(condition)"),
        R("rare of nothing", "rare: P(ETH.price >§)", "found ')'; allowed is a metric"),
        R("rare beside another figure of this name",
            "figures: { rare: ETH.price }\nrare: §P(ETH.price > 3)",
            "is not the figure rare; allowed is another name"),
        R("sampling of no kind", "sampling: §sobel",
            "found 'sobel'; allowed is plain or control-variates or antithetic or sobol"),
        R("sampling beside what is rare", "rare: ETH.price\nsampling: §control-variates",
            "found 'control-variates', but rare: draws paths by laws of its own; allowed is one"),
        F("figures in a list", "§- ETH.price", "found a list; allowed is a mapping of 0 to 64"),
    ];

    private static Wrong F(string name, string figure, string message) => new(
        name, Samples.Pools, "step: 1h", $"step: 1h\nfigures:\n  {figure}", message);

    private static Wrong R(string name, string rare, string message) => new(
        name, Samples.Pools, "step: 1h", $"step: 1h\n{rare}", message);
}
