using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Calibration;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios.Calibration;

/// <summary>What is wrong in a price file is told with its place.</summary>
internal sealed class WrongPriceFileTests
{
    private const string Good =
        "date,open,close\n2023-01-01,1,10\n2023-01-02,1,11\n2023-01-03,1,12\n";

    [TestCase("2023-01-04,1,abc", 5, 14, "found the price 'abc'; allowed is a number above 0")]
    [TestCase("2023-01-04, 1, 0", 5, 16, "found the price '0'")]
    [TestCase("2023-01-04,1,-3.5", 5, 14, "found the price '-3.5'")]
    [TestCase("2023-01-04,1,Infinity", 5, 14, "found the price 'Infinity'")]
    [TestCase("2023-01-04,1,1e999", 5, 14, "found the price '1e999'")]
    [TestCase("2023-01-04,1,\"1,23.5\"", 5, 14, "found the price '1,23.5'")]
    [TestCase("2023-01-04,1,\"0,998.5\"", 5, 14, "found the price '0,998.5'")]
    [TestCase("2023-01-04,1,0x10", 5, 14, "found the price '0x10'")]
    [TestCase("2023-01-04,1", 5, 1, "found 2 fields; allowed are 3")]
    [TestCase("2023-01-04,1,2,3", 5, 1, "found 4 fields; allowed are 3")]
    [TestCase("01/04/2023,1,12", 5, 1, "found a date that may be 2023-01-04 or 2023-04-01")]
    [TestCase("13/13/2023,1,12", 5, 1, "found the time '13/13/2023'; allowed is an epoch")]
    [TestCase("2023-02-30,1,12", 5, 1, "found the time '2023-02-30'")]
    [TestCase("-5,1,12", 5, 1, "found the time '-5'")]
    [TestCase("16725312000000000000,1,12", 5, 1, "found the time '16725312000000000000'")]
    [TestCase(",1,12", 5, 1, "found the time ''")]
    [TestCase("\n\nyesterday,1,12", 7, 1, "found the time 'yesterday'")]
    [TestCase(
        "2023-01-02,1,11.5", 5, 14,
        "found the price 11.5 at 2023-01-02, but 11 in line 3; allowed is one price at a time")]
    public void Read_WrongLine_IsLocated(string line, int at, int column, string message)
    {
        ScenarioError error = PriceFiles.Read(Good + line + "\n").Errors.Single();
        Assert.Multiple(() =>
        {
            Assert.That(error.Line, Is.EqualTo(at));
            Assert.That(error.Column, Is.EqualTo(column));
            Assert.That(error.Message, Does.StartWith(message));
        });
    }

    [Test]
    public void Read_ManyPricesAtOneTime_AreTenErrorsAndTheirNumber()
    {
        string repeated = string.Concat(
            Enumerable.Range(0, 25).Select(line => $"2023-01-03,1,{20 + line}\n"));
        IReadOnlyList<ScenarioError> errors = PriceFiles.Read(Good + repeated).Errors;
        Assert.Multiple(() =>
        {
            Assert.That(errors, Has.Count.EqualTo(11));
            Assert.That(
                errors[^1].Message,
                Does.StartWith("15 more lines have another price at a time"));
        });
    }

    [TestCase("", 1, 1, "found no header")]
    [TestCase("# nothing\n", 1, 1, "found no header")]
    [TestCase("day,close\n1,2\n", 1, 1, "found the columns day, close; one must be the time")]
    [TestCase("date,last\n1,2\n", 1, 1, "found the columns date, last; none is the price")]
    [TestCase("date;close\n2023-01-01;2\n", 1, 1, "found 1 price")]
    [TestCase("a,b\nc,d\n", 1, 1, "found the columns a c, b d; one must be the time")]
    [TestCase("date,close\n\"2023-01-01,2\n", 2, 1, "found 1 fields; allowed are 2")]
    [TestCase("https://x.y\n\ndate,open\n", 3, 1, "found the columns date, open; none is")]
    [TestCase("date,close,Close\n", 1, 12, "found the column 'Close' twice")]
    [TestCase("date,close\n", 1, 1, "found 0 prices; allowed are at least 3")]
    [TestCase("date,close\n2023-01-01,2\n2023-01-02,2\n", 1, 1, "found 2 prices")]
    [TestCase(
        "symbol,date,close\nA,2023-01-01,2\nB,2023-01-01,2\n", 1, 1,
        "found the prices of 2 assets: A, B; name one of them with --name")]
    [TestCase(
        "unix,close\n1672531200,1\n1672531260,1\n1672531380,1\n1672531620,1\n1672532100,1\n", 1, 1,
        "found that the most frequent time between two prices, 60 s, is that of only 25 %")]
    public void Read_WrongFile_IsLocated(string text, int line, int column, string message)
    {
        ScenarioError error = PriceFiles.Read(text).Errors.Single();
        Assert.Multiple(() =>
        {
            Assert.That(error.Line, Is.EqualTo(line));
            Assert.That(error.Column, Is.EqualTo(column));
            Assert.That(error.Message, Does.StartWith(message));
        });
    }

    [Test]
    public void Read_ManyWrongLines_TellsAllByLine()
    {
        PriceFileResult result = PriceFiles.Read(Good + "x,1,2\n2023-01-05,1,y\n2023-01-06,1\n");
        Assert.That(result.Errors.Select(error => error.Line), Is.EqualTo([5, 6, 7]));
    }

    [Test]
    public void Read_AbsentColumn_NamesThoseThere()
    {
        ScenarioError error = PriceFiles.Read(
            Good, request => request with { Column = "vwap" }).Errors.Single();
        Assert.That(
            error.ToString(),
            Is.EqualTo(
                "prices.csv:1:1: found the columns date, open, close; none is the price, vwap"));
    }

    [Test]
    public void Read_NothingInTheTimeAskedFor_IsTold()
    {
        ScenarioError error = PriceFiles.Read(
            Good, request => request with { FromUtc = new DateTime(2024, 1, 1) }).Errors.Single();
        Assert.That(error.Message, Does.StartWith("found 0 prices between --from and --to"));
    }

    [TestCase("absent.csv", "there is no such file")]
    [TestCase("", "this is not the name of a file")]
    [TestCase(".", "this is not the name of a file")]
    [TestCase("no\0name", "the file cannot be read")]
    public void Read_NoFile_IsTold(string path, string message)
    {
        ScenarioError error = PriceFile.Read(new PriceFileRequest(path)).Errors.Single();
        Assert.That(error.Message, Does.StartWith(message));
    }

    [Test]
    public void Read_NoText_IsTold()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [0x64, 0x2C, 0xFF, 0xFE, 0xC0]);
            ScenarioError error = PriceFile.Read(new PriceFileRequest(path)).Errors.Single();
            Assert.That(error.Message, Does.StartWith("found bytes that are not UTF-8"));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
