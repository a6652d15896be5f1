using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>Sizes of real wallets come from CSV files beside the scenario.</summary>
internal sealed class BalanceTests
{
    private const string Equal = "wallets: 3, sizes: { kind: equal, size: 7000000 }";

    private DirectoryInfo _folder = null!;

    private string FilePath => Path.Combine(_folder.FullName, "balances.csv");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("gpurisk-balances-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public void Read_Balances_SortsThemAndCountsWallets()
    {
        ScenarioResult result = ReadWith(
            "wallet,usd\r\n0xaa,300\r\n\r\n0xbb, 1e2 \r\n0xcc,200.5\r\n");
        Assert.That(result.Errors, Is.Empty);
        WalletClass makers = result.Scenario!.Classes[3];
        var listed = (ListedSizes)makers.Sizes;
        Assert.Multiple(() =>
        {
            Assert.That(listed.SizesUsd, Is.EqualTo(new[] { 100, 200.5, 300 }));
            Assert.That(makers.Wallets, Is.EqualTo(3));
            Assert.That(makers.Strata, Is.EqualTo(3));
            Assert.That(makers.WealthUsd, Is.EqualTo(600.5).Within(1e-9));
        });
    }

    [Test]
    public void Read_WalletsStatedToo_AreMoreOfTheSameSizes()
    {
        WalletClass makers = ReadWith("usd\n1\n3\n", "wallets: 1000, ").Scenario!.Classes[3];
        Assert.That(makers.WealthUsd, Is.EqualTo(2000));
    }

    [Test]
    public void Read_OtherColumn_IsFoundByItsName()
    {
        WalletClass makers = ReadWith("usd,size in USD\n1,3\n", column: ", column: size in USD")
            .Scenario!.Classes[3];
        Assert.That(makers.WealthUsd, Is.EqualTo(3));
    }

    [Test]
    public void Hash_FollowsTheSizesAndNotTheirOrder()
    {
        string hash = ReadWith("usd\n1\n2\n").Scenario!.Hash;
        Assert.That(ReadWith("usd\n2\n1\n").Scenario!.Hash, Is.EqualTo(hash));
        Assert.That(ReadWith("w,usd\na,1\nb,2\n").Scenario!.Hash, Is.EqualTo(hash));
        Assert.That(ReadWith("usd\n1\n2.5\n").Scenario!.Hash, Is.Not.EqualTo(hash));
    }

    [TestCase("usd\n-1", 2, 1, "found '-1'; allowed is a size in USD above 0")]
    [TestCase("usd\n0", 2, 1, "found '0'")]
    [TestCase("usd\n1\n\nNaN", 4, 1, "found 'NaN'")]
    [TestCase("usd\nInfinity", 2, 1, "found 'Infinity'")]
    [TestCase("usd\n1e16", 2, 1, "found '1e16'")]
    [TestCase("wallet,usd\na,  much", 2, 5, "found 'much'")]
    [TestCase("wallet,usd\na", 2, 1, "found 1 fields; allowed are 2")]
    [TestCase("wallet,USD\na,1", 1, 1, "found no column 'usd'; did you mean 'USD'?")]
    [TestCase("usd,usd\n1,1", 1, 1, "found 'usd' twice")]
    public void Read_WrongBalance_IsToldAtItsPlaceInTheFile(
        string text, int line, int column, string message)
    {
        ScenarioError error = ReadWith(text + "\n").Errors.Single();
        Assert.That(error.File, Is.EqualTo(FilePath));
        Assert.That((error.Line, error.Column), Is.EqualTo((line, column)));
        Assert.That(error.KeyPath, Is.EqualTo("classes.makers.sizes"));
        Assert.That(error.Message, Does.Contain(message));
    }

    [TestCase("", "found nothing in")]
    [TestCase("usd\n", "found no rows in")]
    [TestCase(null, "allowed is a list of balances in CSV")]
    public void Read_NoBalances_IsToldAtTheFileKey(string? text, string message)
    {
        ScenarioError error = ReadWith(text).Errors.Single();
        Assert.That(error.KeyPath, Is.EqualTo("classes.makers.sizes.file"));
        Assert.That(error.Message, Does.Contain(message));
    }

    [Test]
    public void Read_BookOfAnUnknownClass_IsToldAtItsPlaceInTheBook()
    {
        File.WriteAllText(
            FilePath,
            "wallet,class,asset,collateral,debtAsset,debt\n"
            + "a,whales,ETH,1,USDC,1\nb,wales,ETH,1,USDC,1\n");
        ScenarioError error = Read(Samples.Market.Replace(
            "collateral: { ETH: 10 }, debt: { USDC: 14000 }", "file: balances.csv",
            StringComparison.Ordinal)).Errors.Single();
        Assert.That((error.Line, error.Column), Is.EqualTo((3, 3)));
        Assert.That(
            error.Message,
            Does.Contain("found 'wales', which is no class; did you mean 'whales'?"));
    }

    private ScenarioResult ReadWith(string? balances, string wallets = "", string column = "")
    {
        if (balances is not null) File.WriteAllText(FilePath, balances);
        return Read(Text(wallets, column));
    }

    private ScenarioResult Read(string text)
    {
        string path = Path.Combine(_folder.FullName, "s.yaml");
        File.WriteAllText(path, text);
        return ScenarioReader.Read(path);
    }

    // The allocation to makers needs no wallets; they hold nothing else.
    private static string Text(string wallets, string column)
    {
        string sizes = $"sizes: {{ kind: file, file: balances.csv{column} }}";
        return Samples.Market.Replace(Equal, wallets + sizes, StringComparison.Ordinal);
    }
}
