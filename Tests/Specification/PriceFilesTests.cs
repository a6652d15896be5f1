using System.Globalization;
using System.Text.Json;
using GpuRisk.Host.Cli;
using GpuRisk.Tests.Host;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>
/// Files of prices as exchanges, data sites and spreadsheets write them: all tell the same 120
/// prices, and what cannot be read for certain is refused with its place.
/// </summary>
internal sealed class PriceFilesTests : HostFixture
{
    private const int Count = 120;
    private static readonly DateTime Start = new(2023, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // Prices above and below 1000, so that thousands are set apart in some lines only.
    private static readonly double[] Prices =
    [
        .. Enumerable.Range(0, Count).Select(i =>
            Math.Round(1000 * Math.Exp(0.1 * (((i * 0.6180339887498949) % 1) - 0.5)), 2)),
    ];

    private static IEnumerable<TestCaseData> Daily() =>
        from source in new (string Name, string[] Head, Func<int, string> Line, string[] Options)[]
        {
            // Kraken's OHLCVT archive: time in s, open, high, low, close, volume, trades.
            ("Kraken", [], i => $"{Epoch(i)},{Ohlc(i)},3.2,7", []),
            ("Kraken's API", [], i => $"{Epoch(i)},{Ohlc(i)},{Price(i)},3.2,7", []),
            // Binance's archive; since 2025 its times are in us.
            ("Binance, ms", [], i => $"{Epoch(i)}000,{Ohlc(i)},3,{Epoch(i)}999,1,1,1,1,0", []),
            ("Binance, us", [], i => $"{Epoch(i)}000000,{Ohlc(i)},3,1,1,1,1,1,0", []),
            ("time and price", [], i => $"{Epoch(i)},{Price(i)}", []),
            // yfinance since 2025: three lines of header.
            (
                "yfinance",
                ["Price,Close,High,Low", "Ticker,ETH-USD,ETH-USD,ETH-USD", "Date,,,"],
                i => $"{Date(i)},{Price(i)},1e6,1", []),
            (
                "yfinance, hours",
                ["Price,High,Close", "Ticker,ETH-USD,ETH-USD", "Datetime,,"],
                i => $"{Date(i)} 00:00:00+00:00,1e6,{Price(i)}", []),
            (
                "yfinance, two tickers",
                ["Price,Close,Close,Open", "Ticker,BTC-USD,ETH-USD,BTC-USD", "Date,,,"],
                i => $"{Date(i)},20000,{Price(i)},1", ["--name", "ETH"]),
            (
                "yfinance by ticker",
                ["Ticker,BTC-USD,ETH-USD,ETH-USD", "Price,Close,Open,Close", "Date,,,"],
                i => $"{Date(i)},20000,1,{Price(i)}", ["--price", "ETH-USD"]),
            (
                "Yahoo", ["Date,Open,High,Low,Close,Adj Close,Volume"],
                i => $"{Date(i)},1,1,1,{Price(i)},7,5", []),
            (
                "CoinGecko", ["snapped_at,price,market_cap,total_volume"],
                i => $"{Date(i)} 00:00:00 UTC,{Price(i)},,2e9", []),
            (
                "CryptoDataDownload, newest first",
                ["https://www.CryptoDataDownload.com", "unix,date,symbol,open,close,Volume"],
                i => $"{Epoch(Count - 1 - i)},x,ETH/USD,1,{Price(Count - 1 - i)},2", []),
            (
                "CoinMarketCap",
                ["timeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;timestamp"],
                i => $"\"{Date(i)}T00:00:00.000Z\";\"{Date(i)}T23:59:59.999Z\";\"\";\"\";\"2781\";"
                    + $"1;1;1;{Price(i)};\"{Date(i)}T23:59:59.999Z\"", []),
            // Thousands set apart; the thirteenth of a month tells that months come first.
            (
                "month first", ["\"Date\",\"Price\",\"Vol.\",\"Change %\""],
                i => $"\"{Day(i):MM'/'dd'/'yyyy}\",\"{Text(i, "N2")}\",\"1.2K\",\"-0.1%\"", []),
            (
                "German", ["Datum;Schlusskurs"],
                i => $"{Day(i):dd.MM.yyyy};{German(i)}",
                ["--time", "Datum", "--price", "Schlusskurs"]),
            ("decimal commas", ["date;close"], i => $"{Date(i)};{German(i)}", []),
            ("tabs", ["date\tclose"], i => $"{Date(i)}\t{Price(i)}", []),
            ("days without signs", ["date,close"], i => $"{Day(i):yyyyMMdd},{Price(i)}", []),
            ("days of a spreadsheet", ["date,close"], i => $"{44927 + i},{Price(i)}", []),
            ("pandas", [",open,close"], i => $"{Date(i)} 00:00:00,1,{Price(i)}", []),
            ("ns", ["time,close"], i => $"{Epoch(i)}000000000,{Price(i)}", []),
            ("other zone", ["time,close"], i => $"{Date(i)}T02:00:00+02:00,{Price(i)}", []),
            ("month in words", ["Date,Close"], i => $"\"{Day(i):MMM dd, yyyy}\",{Price(i)}", []),
            (
                "columns by name", ["block,when,quote"],
                i => $"{i},{Epoch(i)},{Price(i)}", ["--time", "WHEN", "--price", "quote"]),
            (
                "columns by number", [],
                i => $"ETH,{Epoch(i)},{Price(i)}", ["--time", "2", "--price", "3"]),
            (
                "a column for each asset", ["date,BTC,ETH"],
                i => $"{Date(i)},20000,{Price(i)}", ["--name", "ETH"]),
            (
                "lines for each asset", ["date,symbol,close"],
                i => $"{Date(i)},BTC-USD,20000\n{Date(i)},ETH-USD,{Price(i)}", ["--name", "ETH"]),
            (
                "each line twice", ["date,close"],
                i => $"{Date(i)},{Price(i)}\n{Date(i)},{Price(i)}", []),
        }
        select new TestCaseData(source.Head, source.Line, source.Options)
            .SetArgDisplayNames(source.Name);

    [TestCaseSource(nameof(Daily))]
    public void PricesOfASource_AreRead(
        string[] head, Func<int, string> line, string[] options)
    {
        string[] lines = [.. head, .. Enumerable.Range(0, Count).Select(line)];
        foreach ((string start, string end) in new[] { ("", "\n"), ("\uFEFF", "\r\n") })
        {
            string path = Write("prices.csv", start + string.Join(end, lines) + end);
            JsonElement report = Calibrated([path, .. options]);
            JsonElement sample = report.GetProperty("sample");
            Assert.Multiple(() =>
            {
                Assert.That(sample.GetProperty("prices").GetInt32(), Is.EqualTo(Count));
                Assert.That(sample.GetProperty("firstUtc").GetDateTime(), Is.EqualTo(Start));
                Assert.That(
                    sample.GetProperty("lastUtc").GetDateTime(), Is.EqualTo(Day(Count - 1)));
                Assert.That(sample.GetProperty("lastPrice").GetDouble(), Is.EqualTo(Prices[^1]));
                Assert.That(
                    Volatility(report),
                    Is.EqualTo(Volatility(_ => true)).Within(1e-9).Percent);
            });
        }
    }

    [Test]
    public void ColumnsInTheOrderOfBitfinex_AreNotGuessed()
    {
        // Time, open, close, high, low, volume.
        string path = Write("prices.csv", string.Concat(Enumerable.Range(0, Count).Select(
            i => $"{Epoch(i)}000,1000,{Price(i)},2000,500,3\n")));
        Assert.That(Refusal([path]), Does.Contain("name the columns by number with --time and"));
        Assert.That(
            Volatility(Calibrated([path, "--price=3"])),
            Is.EqualTo(Volatility(_ => true)).Within(1e-9).Percent);
    }

    [TestCase("null")]
    [TestCase("NaN")]
    [TestCase("nan")]
    [TestCase("None")]
    [TestCase("N/A")]
    [TestCase("-")]
    [TestCase("")]
    [TestCase("\"\"")]
    public void MissingPrice_IsCountedAndNeverFilled(string missing)
    {
        string path = Write("prices.csv", "Date,Close\n" + string.Concat(
            Enumerable.Range(0, Count).Select(
                i => $"{Date(i)},{(i is 0 or 40 or 41 ? missing : Price(i))}\n")));
        JsonElement report = Calibrated([path]);
        JsonElement sample = report.GetProperty("sample");
        Assert.Multiple(() =>
        {
            Assert.That(sample.GetProperty("unpriced").GetInt32(), Is.EqualTo(3));
            Assert.That(sample.GetProperty("missingPrices").GetInt32(), Is.EqualTo(2));
            Assert.That(sample.GetProperty("prices").GetInt32(), Is.EqualTo(Count - 3));
            // 119 returns, less that of the first price and those into and out of the gap.
            Assert.That(sample.GetProperty("returns").GetInt32(), Is.EqualTo(Count - 1 - 1 - 3));
            Assert.That(
                Volatility(report),
                Is.EqualTo(Volatility(i => i is not (1 or 40 or 41 or 42))).Within(1e-9).Percent);
        });
    }

    [TestCase("0", "found the price '0'; allowed is a number above 0")]
    [TestCase("-1200", "found the price '-1200'")]
    [TestCase("Infinity", "found the price 'Infinity'")]
    [TestCase("closed", "found the price 'closed'")]
    public void PriceThatIsNone_IsRefused(string price, string told)
    {
        string path = Write("prices.csv", "Date,Close\n" + string.Concat(
            Enumerable.Range(0, Count).Select(
                i => $"{Date(i)},{(i == 70 ? price : Price(i))}\n")));
        Assert.That(Refusal([path]), Does.StartWith($"{path}:72:12: {told}"));
    }

    private static IEnumerable<TestCaseData> Misread() =>
        from file in new (string Name, Func<int, string> Time, string Told)[]
        {
            ("seconds from 0", i => $"{i * 60}", ":2:1: found the time '0'; allowed is an epoch"),
            (
                "seconds of 1973", i => $"{100_000_000 + (i * 60)}",
                ":2:1: found the time '100000000'"),
            ("block numbers", i => $"{17_000_000 + i}", ":2:1: found the time '17000000'"),
            ("years", _ => "2023", ":2:1: found the time '2023'"),
            (
                "2005", i => $"2005-01-01 {i / 60:D2}:{i % 60:D2}",
                ":2:1: found a price of 2005-01-01;"),
            ("years to come", i => $"{Day(i).AddYears(40):yyyy-MM-dd}", "which is yet to come"),
            (
                "either order", i => $"{(i % 12) + 1:D2}/{(i / 12) + 1:D2}/2023",
                "say --dates month-first or day-first"),
            (
                "both orders", i => i == 0 ? "31/01/2023" : $"{Day(i):MM'/'dd'/'yyyy}",
                "found dates with the month first and with the day first"),
        }
        select new TestCaseData(file.Time, file.Told).SetArgDisplayNames(file.Name);

    [TestCaseSource(nameof(Misread))]
    public void TimesThatCannotBeMeant_AreRefused(Func<int, string> time, string told)
    {
        string path = Write("prices.csv", "date,close\n" + string.Concat(
            Enumerable.Range(0, Count).Select(i => $"{time(i)},{Price(i)}\n")));
        Assert.That(Refusal([path]), Does.Contain(told));
    }

    [Test]
    public void TimesBefore2009_AreReadWhereFromNamesThem()
    {
        string path = Write("prices.csv", "date,close\n" + string.Concat(
            Enumerable.Range(0, Count).Select(i => $"{Epoch(i) - 631_152_000},{Price(i)}\n")));
        Assert.That(Refusal([path]), Does.Contain("found the time '1041379200'"));
        Assert.That(
            Volatility(Calibrated([path, "--from=2003-01-01"])),
            Is.EqualTo(Volatility(_ => true)).Within(1e-9).Percent);
    }

    [TestCase(",", "\"1,001\"", "\"1,002\"")]
    [TestCase(";", "1.001", "1.002")]
    public void CommaThatMayBeEither_IsAskedFor(string separator, string one, string other)
    {
        string path = Write("prices.csv", $"date{separator}close\n" + string.Concat(
            Enumerable.Range(0, Count).Select(
                i => $"{Date(i)}{separator}{(i * i % 3 == 0 ? one : other)}\n")));
        Assert.That(Refusal([path]), Does.Contain("say --decimal point or comma"));
        string sign = separator == "," ? "--decimal=point" : "--decimal=comma";
        double asThousands = Calibrated([path, sign])
            .GetProperty("sample").GetProperty("lastPrice").GetDouble();
        Assert.That(asThousands, Is.EqualTo(1002));
    }

    [Test]
    public void SeveralTickers_AreListed()
    {
        string path = Write(
            "prices.csv",
            "Price,Close,Close\nTicker,BTC-USD,ETH-USD\nDate,,\n2023-01-01,1,2\n2023-01-02,1,2\n");
        Assert.That(
            Refusal([path]),
            Does.StartWith($"{path}:1:1: found the prices of 2 assets: BTC-USD, ETH-USD; name"));
    }

    [TestCase("--out")]
    [TestCase("--model=both")]
    public void FitAtItsBound_IsNotOffered(string option)
    {
        // Each price stands five days, as where a thin market is filled forward: the likelihood of
        // jumps grows without bound as the diffusion vanishes, and their AIC is far lower.
        string path = Write("prices.csv", "date,close\n" + string.Concat(
            Enumerable.Range(0, 5 * Count).Select(i => $"{Date(i)},{Price(i / 5)}\n")));
        string fragment = At("thin.yaml");
        CommandRun run = option == "--out"
            ? CommandRun.Of("calibrate", path, "--model=both", "--out", fragment)
            : CommandRun.Of("calibrate", path, option);
        string offered = option == "--out" ? File.ReadAllText(fragment) : run.Output;
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done));
            Assert.That(offered, Does.Contain("\n    process:\n      kind: gbm\n"));
            Assert.That(offered, Does.Contain("not to be used: volatility stopped at its lower"));
            Assert.That(offered, Does.Contain("\n    #   kind: merton\n"));
            Assert.That(offered, Does.Contain("# Warning: volatility stopped at its lower bound"));
        });
    }

    [TestCase("--json")]
    [TestCase("--out")]
    [TestCase("--name=THIN")]
    public void WithoutAUsableFit_TheExitCodeIsAlwaysTheSame(string option)
    {
        string path = Write("prices.csv", "date,close\n" + string.Concat(
            Enumerable.Range(0, 5 * Count).Select(i => $"{Date(i)},{Price(i / 5)}\n")));
        string[] rest = option == "--out" ? [option, At("none.yaml")] : [option];
        CommandRun run = CommandRun.Of(["calibrate", path, "--model=merton", .. rest]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("no estimate may be used"));
        Assert.That(File.Exists(At("none.yaml")), Is.False);
    }

    [Test]
    public void VolatilityThatNoMarketHas_IsRefused()
    {
        // Daily prices of 80 % volatility, taken for prices of a minute: 0.8 √1440 = 30.
        string path = Write("prices.csv", "unix,close\n" + string.Concat(
            Enumerable.Range(0, Count).Select(i => $"{1672531200 + (60 * i)},{Price(i)}\n")));
        Assert.That(Refusal([path]), Does.Contain("found a volatility of"));
    }

    private static string Refusal(string[] arguments)
    {
        CommandRun run = CommandRun.Of(["calibrate", "--model=gbm", .. arguments]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Output, Is.Empty);
        return run.Error;
    }

    private static JsonElement Calibrated(string[] arguments)
    {
        CommandRun run = CommandRun.Of(["calibrate", "--model=gbm", "--json", .. arguments]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private static double Volatility(JsonElement report) => report
        .GetProperty("gbm").GetProperty("volatility").GetProperty("value").GetDouble();

    /// <summary>The root of 365 times the mean squared deviation of some of the log returns.
    /// </summary>
    private static double Volatility(Func<int, bool> isTaken)
    {
        double[] returns = [.. Enumerable.Range(1, Count - 1).Where(isTaken)
            .Select(i => Math.Log(Prices[i] / Prices[i - 1]))];
        double mean = returns.Average();
        return Math.Sqrt(365 * returns.Average(value => (value - mean) * (value - mean)));
    }

    private static DateTime Day(int i) => Start.AddDays(i);

    private static long Epoch(int i) => 1672531200 + (86400L * i);

    private static string Date(int i) =>
        Day(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Price(int i) => Prices[i].ToString(CultureInfo.InvariantCulture);

    private static string Text(int i, string format) =>
        Prices[i].ToString(format, CultureInfo.InvariantCulture);

    private static string German(int i) => string.Concat(Text(i, "N2").Select(
        sign => sign switch { ',' => '.', '.' => ',', _ => sign }));

    private static string Ohlc(int i) => $"999,2000.5,500,{Price(i)}";
}
