using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using GpuRisk.Scenarios.Calibration;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios.Calibration;

/// <summary>The same three prices are read from every layout.</summary>
internal sealed class PriceFileTests
{
    private const string BinanceKlines = """
        open_time,open,high,low,close,volume,close_time,quote_volume,count,buys,buy_quote,ignore
        1672531200000,1,9,1,1200.5,3,1672617599999,1,1,1,1,0
        1672617600000,1,9,1,1210.25,3,1672703999999,1,1,1,1,0
        1672704000000,1,9,1,1190,3,1672790399999,1,1,1,1,0
        """;

    private const string BinanceApi = """
        Open time,Open,High,Low,Close,Volume
        1672531200000000,1,9,1,1200.5,3
        1672617600000000,1,9,1,1210.25,3
        1672704000000000,1,9,1,1190,3
        """;

    private const string BinanceArchive = """
        1672531200000,1,9,1,1200.5,3,1672617599999,1,1,1,1,0
        1672617600000,1,9,1,1210.25,3,1672703999999,1,1,1,1,0
        1672704000000,1,9,1,1190,3,1672790399999,1,1,1,1,0
        """;

    private const string CryptoDataDownload = """
        https://www.CryptoDataDownload.com
        unix,date,symbol,open,high,low,close,Volume ETH,Volume USDT,tradecount
        1672704000000,2023-01-03 00:00:00,ETHUSDT,1,9,1,1190,2,3,4
        1672617600.0,2023-01-02 00:00:00,ETHUSDT,1,9,1,1210.25,2,3,4
        1672531200.0,2023-01-01 00:00:00,ETHUSDT,1,9,1,1200.5,2,3,4
        """;

    private const string CoinGecko = """
        snapped_at,price,market_cap,total_volume
        2023-01-01 00:00:00 UTC,1200.5,1e9,2e9
        2023-01-02 00:00:00 UTC,1210.25,1e9,2e9
        2023-01-03 00:00:00 UTC,1190.0,1e9,2e9
        """;

    private const string Yahoo = """
        Date,Open,High,Low,Close,Adj Close,Volume
        2023-01-01,1,9,1,1200.5,7,5
        2023-01-02,1,9,1,1210.25,8,5
        2023-01-03,1,9,1,1190,9,5
        """;

    private const string Plain = """
        ts_utc,open,high,low,close,volume_base,src
        1672531200,1,9,1,1200.5,3,a
        1672617600,1,9,1,1210.25,3,a
        1672704000,1,9,1,1190,3,b
        """;

    private const string Quoted = "\uFEFF\"Time\" , \"Close\"\r\n"
        + "\"2023-01-01T00:00:00Z\", \"1.2005e3\" \r\n\r\n"
        + "2023-01-02T02:00:00+02:00,1210.25\r\n"
        + "2023-01-03T00:00:00.000Z,1190\r\n";

    private static IEnumerable<TestCaseData> Layouts() =>
        from layout in new (string Name, string Text)[]
        {
            (nameof(BinanceKlines), BinanceKlines),
            (nameof(BinanceApi), BinanceApi),
            (nameof(BinanceArchive), BinanceArchive),
            (nameof(CryptoDataDownload), CryptoDataDownload),
            (nameof(CoinGecko), CoinGecko),
            (nameof(Yahoo), Yahoo),
            (nameof(Plain), Plain),
            (nameof(Quoted), Quoted),
        }
        select new TestCaseData(layout.Text).SetArgDisplayNames(layout.Name);

    [TestCaseSource(nameof(Layouts))]
    public void Read_Layout_GivesTheSamePrices(string text)
    {
        PriceFileResult result = PriceFiles.Read(text);
        Assert.That(result.Errors, Is.Empty);
        Assert.That(
            result.Series!.Points,
            Is.EqualTo(new PricePoint[]
            {
                new(Day(1), 1200.5), new(Day(2), 1210.25), new(Day(3), 1190),
            }));
        Assert.That(result.Series.IntervalSeconds, Is.EqualTo(86400));
    }

    [Test]
    public void Read_ColumnAskedFor_IsTaken()
    {
        PriceFileResult result = PriceFiles.Read(
            Yahoo, request => request with { Column = "adj close" });
        Assert.That(
            result.Series!.Points.Select(point => point.Price), Is.EqualTo([7.0, 8, 9]));
    }

    [Test]
    public void Read_OutsideOfTheTimeAskedFor_IsNotLookedAt()
    {
        // Prices of 0 before the first trade are common; whoever leaves them out need not mend
        // the file.
        string text = Yahoo.Replace("1200.5", "null", StringComparison.Ordinal)
            + "\n2023-01-04,1,9,1,1191,9,5\n2023-01-05,1,9,1,0,9,5\n";
        PriceFileResult result = PriceFiles.Read(
            text, request => request with { FromUtc = Day(2), ToUtc = Day(5) });
        Assert.That(result.Errors, Is.Empty);
        Assert.That(
            result.Series!.Points.Select(point => point.TimeUtc),
            Is.EqualTo([Day(2), Day(3), Day(4)]));
    }

    [Test]
    public void Read_SameLinesAgain_AreCounted()
    {
        PriceFileResult result = PriceFiles.Read(
            Plain + "\n1672617600,1,9,1,1210.25,3,b\n1672617600,1,9,1,1210.250,4,c\n");
        Assert.That(result.Errors, Is.Empty);
        Assert.That(result.Series!.Points, Has.Count.EqualTo(3));
        Assert.That(result.Series.Duplicates, Is.EqualTo(2));
    }

    [Test]
    public void Read_SeveralAssets_TakesTheNamedOne()
    {
        const string text = """
            asset,date_utc,close
            BTC,2023-01-01,0
            ETH,2023-01-01,1200.5
            ETH,2023-01-02,1210.25
            BTC,2023-01-02,20000
            ETH,2023-01-03,1190
            """;
        PriceFileResult result = PriceFiles.Read(
            text, request => request with { Asset = "ETH" });
        Assert.That(result.Errors, Is.Empty);
        Assert.That(
            result.Series!.Points.Select(point => point.Price),
            Is.EqualTo([1200.5, 1210.25, 1190]));
    }

    [Test]
    public void Read_LinesInAnyOrder_GiveTheSameReturns()
    {
        double[] prices = [.. Enumerable.Range(0, 40).Select(i => 100 + Math.Sin(i))];
        Gen<int[]> orders = Gen.Shuffle(Enumerable.Range(0, prices.Length));
        Prop.ForAll(orders.ToArbitrary(), order =>
        {
            string lines = string.Join('\n', order.Select(i => string.Create(
                CultureInfo.InvariantCulture, $"{1672531200 + (3600L * i)},{prices[i]:R}")));
            PriceSeries series = PriceFiles.Read("unix,close\n" + lines).Series!;
            return series.Points.Select(point => point.Price).SequenceEqual(prices)
                && series.Returns.Count == prices.Length - 1;
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Read_AnyText_Answers()
    {
        Gen<string> texts =
            from parts in Gen.Elements(
                "date,close\n", "unix,close\n", ",", "\n", "\"", "2023-01-01,", "1e308", "1e-400",
                "-1", "0", "99999999999999999999999999999", "1672531200,5\n", "1672534800,6\n",
                "1672538400,7\n", "\0", "é", "#", "NaN", "é\r", ";", "close", "null").ListOf()
            select string.Concat(parts);
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            PriceFileResult result = PriceFiles.Read(text);
            return result.IsValid == (result.Errors.Count == 0)
                && (!result.IsValid || result.Series.Returns.All(double.IsFinite));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static DateTime Day(int day) => new(2023, 1, day, 0, 0, 0, DateTimeKind.Utc);
}
