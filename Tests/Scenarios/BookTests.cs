using System.Globalization;
using System.Text;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>Books of loans come from CSV files beside the scenario.</summary>
internal sealed class BookTests
{
    private const string Header = "wallet,class,asset,collateral,debtAsset,debt";

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("gpurisk-books-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public void Read_Book_ReadsEachWallet()
    {
        ScenarioResult result = ReadWith(
            Header + "\r\n0xaa,whales,ETH,100,USDC,120000\r\n\r\n"
            + " 0xbb , , STETH , 2.5e1 , ETH , 10 \r\n");
        Assert.That(result.Errors, Is.Empty);
        Loan book = result.Scenario!.Loans[0];
        Assert.Multiple(() =>
        {
            Assert.That(book.IsBook);
            Assert.That(book.Buckets, Is.EqualTo(16));
            Assert.That(book.Borrowers, Has.Count.EqualTo(2));
            Assert.That(book.Borrowers[0].Wallet, Is.EqualTo("0xaa"));
            Assert.That(book.Borrowers[0].Class, Is.EqualTo("whales"));
            Assert.That(book.Borrowers[0].Debt.Single().Tokens, Is.EqualTo(120000));
            Assert.That(book.Borrowers[1].Wallet, Is.EqualTo("0xbb"));
            Assert.That(book.Borrowers[1].Class, Is.EqualTo("farmers"));
            Assert.That(
                book.Borrowers[1].Collateral.Single(),
                Is.EqualTo(new TokenAmount(result.Scenario.Assets[1], 25)));
        });
    }

    [Test]
    public void Read_BookChanged_ChangesTheHash()
    {
        string first = ReadWith(Header + "\na,x,ETH,100,USDC,120000\n").Scenario!.Hash;
        string second = ReadWith(Header + "\na,x,ETH,100,USDC,120001\n").Scenario!.Hash;
        string third = ReadWith(Header + "\nb,x,ETH,100,USDC,120000\n").Scenario!.Hash;
        Assert.That(new[] { first, second, third }, Is.Unique);
    }

    [TestCase("a,x,ETH,100,USDC", 2, 1, "found 5 fields; allowed are 6")]
    [TestCase("a,x,ETH,100,USDC,1,2", 2, 1, "found 7 fields")]
    [TestCase(",x,ETH,100,USDC,1", 2, 1, "allowed is a wallet of 1 to 128 characters")]
    [TestCase("a\"b,x,ETH,100,USDC,1\"", 2, 1, "found 1 fields")]
    [TestCase("\"a\"\"b\",x,ETH,100,USDC,1", 2, 1, "without quotes")]
    [TestCase("a,big whales,ETH,100,USDC,1", 2, 3, "found class 'big whales'; allowed is a name")]
    [TestCase("a,ETH,ETH,100,USDC,1", 2, 3, "found class 'ETH', which is an asset")]
    [TestCase("a,x,ETHH,100,USDC,1", 2, 5, "no collateral of market aave; did you mean 'ETH'?")]
    [TestCase("a,x,USDC,100,USDC,1", 2, 5, "no collateral of market aave")]
    [TestCase("a,x,ETH,100,STETH,1", 2, 13, "no debt of market aave")]
    [TestCase("a,x,ETH,-1,USDC,1", 2, 9, "found '-1'; allowed is a number of tokens from 0")]
    [TestCase("a,x,ETH,0,USDC,1", 2, 16, "found health factor 0; allowed is above 1")]
    [TestCase("a,x,,,USDC,1", 2, 12, "found health factor 0; allowed is above 1")]
    [TestCase("a,x,ETH,1,USDC,NaN", 2, 16, "found 'NaN'")]
    [TestCase("a,x,ETH,1,USDC,Infinity", 2, 16, "found 'Infinity'")]
    [TestCase("a,x,ETH,1,USDC,1e999", 2, 16, "found '1e999'")]
    [TestCase("a,x,ETH,1,USDC,  many", 2, 18, "found 'many'")]
    [TestCase("a,x,ETH,1,USDC,2000", 2, 16, "found health factor 0.83; allowed is above 1")]
    [TestCase("a,x,ETH,1,USDC,1\nb,x,ETH,1,USDC,1\na,y,ETH,1,USDC,1", 4, 3,
        "found class 'y' of wallet 'a', which line 2 puts into 'x'")]
    public void Read_WrongRow_IsToldAtItsPlaceInTheBook(
        string rows,
        int line,
        int column,
        string message)
    {
        ScenarioResult result = ReadWith(Header + "\n" + rows + "\n");
        ScenarioError error = result.Errors.Single();
        Assert.That(error.File, Is.EqualTo(Path.Combine(_folder.FullName, "book.csv")));
        Assert.That((error.Line, error.Column), Is.EqualTo((line, column)));
        Assert.That(error.KeyPath, Is.EqualTo("loans.book"));
        Assert.That(error.Message, Does.Contain(message));
    }

    [Test]
    public void Read_SeveralWrongRows_TellsThemAll()
    {
        ScenarioResult result = ReadWith(Header + "\na,x,ETH,-2,DAI,1\nb,x,ETH\nc,x,BTC,1,USDC,1\n");
        Assert.That(
            result.Errors.Select(error => (error.Line, error.Column)),
            Is.EqualTo(new[] { (2, 9), (2, 12), (3, 1), (4, 5) }));
    }

    [TestCase("", "found nothing in")]
    [TestCase(Header, "found no rows in")]
    [TestCase(Header + "\n\n  \n", "found no rows in")]
    [TestCase(null, "found no file")]
    public void Read_BookWithoutRows_IsToldAtTheFileKey(string? book, string message)
    {
        ScenarioResult result = ReadWith(book);
        ScenarioError error = result.Errors.Single();
        Assert.That(error.KeyPath, Is.EqualTo("loans.book.file"));
        Assert.That((error.Line, error.Column), Is.EqualTo((28, 31)));
        Assert.That(error.Message, Does.Contain(message));
    }

    [Test]
    public void Read_WrongHeader_IsToldInTheBook()
    {
        ScenarioError error = ReadWith("address,amount\na,1\n").Errors.Single();
        Assert.That((error.Line, error.Column), Is.EqualTo((1, 1)));
        Assert.That(error.Message, Does.Contain("the first line must be " + Header));
    }

    [TestCase("/etc/passwd", "absolute path")]
    [TestCase("\"  \"", "no name of a file")]
    [TestCase("\"a\\0b\"", "no name of a file")]
    [TestCase(".", "is a directory")]
    [TestCase("none/book.csv", "found no file")]
    [TestCase("[book.csv]", "found a list")]
    public void Read_WrongFileName_IsToldAtTheFileKey(string file, string message)
    {
        ScenarioResult result = ReadWith(Header + "\na,x,ETH,1,USDC,1\n", file);
        Assert.That(result.Errors.Single().Message, Does.Contain(message));
    }

    [Test]
    public void Read_BookThatIsNotUtf8_IsTold()
    {
        File.WriteAllBytes(
            Path.Combine(_folder.FullName, "book.csv"),
            [.. Encoding.UTF8.GetBytes(Header + "\n"), 0xFF, 0xFE, 0x0A]);
        ScenarioResult result = ReadScenario("book.csv");
        Assert.That(result.Errors.Single().Message, Does.Contain("not UTF-8"));
    }

    [Test]
    public void Read_TooLargeBook_IsTold()
    {
        using (FileStream book = File.Create(Path.Combine(_folder.FullName, "book.csv")))
            book.SetLength((256L * 1024 * 1024) + 1);
        ScenarioResult result = ReadScenario("book.csv");
        Assert.That(result.Errors.Single().Message, Does.Contain("found 268435457 bytes"));
    }

    [Test]
    public void Read_TooManyRows_IsToldAtTheFirstTooMuch()
    {
        using (StreamWriter writer = File.CreateText(Path.Combine(_folder.FullName, "book.csv")))
        {
            writer.WriteLine(Header);
            for (int i = 0; i <= 1_000_000; i++)
            {
                writer.Write(i.ToString(CultureInfo.InvariantCulture));
                writer.WriteLine(",x,ETH,1,USDC,1");
            }
        }

        ScenarioError error = ReadScenario("book.csv").Errors.Single();
        Assert.That(error.Line, Is.EqualTo(1_000_002));
        Assert.That(error.Message, Does.Contain("more than 1000000 rows"));
    }

    private ScenarioResult ReadWith(string? book, string file = "book.csv")
    {
        if (book is not null) File.WriteAllText(Path.Combine(_folder.FullName, "book.csv"), book);
        return ReadScenario(file);
    }

    private ScenarioResult ReadScenario(string file)
    {
        string text = Samples.Lending.Replace(
            "alice: { market: aave, collateral: { ETH: 10 }, debt: { USDC: 14000 } }",
            $"book: {{ market: aave, file: {file}, class: farmers, buckets: 16, belowHealth: refuse }}",
            StringComparison.Ordinal);
        string path = Path.Combine(_folder.FullName, "s.yaml");
        File.WriteAllText(path, text);
        return ScenarioReader.Read(path);
    }
}
