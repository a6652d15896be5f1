using System.Text.Json.Serialization;
using MathNet.Numerics.Distributions;

namespace GpuRisk.Engine.Results;

/// <summary>How a process, fitted to a year of daily returns, did against history: what
/// docs/backtest.md publishes.</summary>
/// <param name="Process">The process, as <c>gpurisk backtest</c> names it.</param>
/// <param name="Data">The prices.</param>
/// <param name="KupiecRejects">Of <see cref="Tests"/> of values at risk, those rejected at 5 %
/// (Kupiec 1995).</param>
/// <param name="AcerbiSzekelyRejects">Of as many tests of expected shortfalls (Acerbi, Szekely
/// 2014).</param>
/// <param name="PitRejects">Of <see cref="PitTests"/> tests of the whole distribution, by the
/// probability integral transform.</param>
/// <param name="Crps">The continuous ranked probability score over that of gbm.</param>
/// <param name="Worst">Where losses beyond value at risk are least probable.</param>
public sealed record BacktestRecord(
    string Process, string Data, int KupiecRejects, int AcerbiSzekelyRejects, int PitRejects,
    double Crps, BacktestWorst Worst)
{
    private const string Fitted = ", each forecast fitted to the year before it";
    private const string Coins = "daily ETH, BTC, UNI and AAVE of 2018 to 2023" + Fitted;
    private const string Pegs = "daily USDC, USDT, DAI and USDP from 2020 on" + Fitted;

    // By chance no more in at least 95 % of cases, where all forecasts are right.
    private const double Confidence = 0.95;
    private const double Level = 0.05;

    /// <summary>The processes that have been backtested.</summary>
    public static IReadOnlyList<BacktestRecord> All { get; } =
    [
        new("gbm", Coins, 3, 7, 14, 1.000, new("il", 1, 0.99, 0.023)),
        new("merton", Coins, 1, 1, 8, 0.986, new("price", 30, 0.95, 0.023)),
        new("heston", Coins, 5, 9, 6, 0.973, new("il", 1, 0.99, 0.024)),
        new("student-t", Coins, 3, 0, 9, 0.996, new("price", 30, 0.95, 0.019)),
        new("garch", Coins, 6, 13, 10, 0.973, new("il", 1, 0.99, 0.024)),
        new("garch-student-t", Coins, 6, 4, 7, 0.967, new("price", 7, 0.99, 0.023)),
        new("garch-residuals", Coins, 2, 1, 6, 0.964, new("price", 7, 0.99, 0.019)),
        new("bootstrap", Coins, 1, 0, 6, 0.970, new("price", 30, 0.99, 0.008)),
        new("regime-switching", Coins, 1, 1, 6, 0.967, new("il", 1, 0.99, 0.019)),
        new("regime-switching-3", Coins, 3, 5, 6, 0.966, new("il", 1, 0.99, 0.020)),
        new("ornstein-uhlenbeck", Pegs, 8, 21, 18, 0.564, new("loan", 30, 0.99, 0.049)),
    ];

    /// <summary>Whether it was tested on prices of pegs, and not on those of assets.</summary>
    [JsonIgnore]
    public bool IsOfPegs => Data == Pegs;

    /// <summary>Tests of values at risk, and as many of expected shortfalls.</summary>
    public int Tests { get; init; } = 48;

    /// <summary>Tests of the whole distribution.</summary>
    public int PitTests { get; init; } = 24;

    /// <summary>The most rejections at 5 % that right forecasts have in 95 % of cases.</summary>
    public static int MostByChance(int tests) => Enumerable.Range(0, tests + 1)
        .First(rejects => Binomial.CDF(Level, tests, rejects) >= Confidence);

    /// <summary>What follows for a run with the process.</summary>
    [JsonIgnore]
    public TrustVerdict Verdict =>
        KupiecRejects > MostByChance(Tests) ? TrustVerdict.Refuted
        : PitRejects > MostByChance(PitTests) ? TrustVerdict.ShapeRefuted
        : TrustVerdict.NotRefuted;
}

/// <summary>Losses beyond value at risk, of all assets together.</summary>
/// <param name="Position">What was held: price, il or loan.</param>
/// <param name="HorizonDays">Over how many days.</param>
/// <param name="Level">The level of value at risk.</param>
/// <param name="Beyond">The share of forecasts whose loss exceeded it.</param>
public sealed record BacktestWorst(
    string Position, int HorizonDays, double Level, double Beyond);
