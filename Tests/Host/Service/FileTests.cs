using System.Text.Json.Nodes;
using GpuRisk.Host.Service;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>Books that scenarios name: those of one folder, and no others.</summary>
internal sealed class FileTests(StoreKind kind) : ServiceFixture(kind)
{
    private const string Book = """
        wallet,class,asset,collateral,debtAsset,debt
        0xaa,retail,ETH,10,USDC,14000
        0xbb,whales,ETH,100,USDC,120000

        """;

    private DirectoryInfo _outside = null!;

    private string Folder => Path.Combine(_outside.FullName, "allowed");

    [OneTimeSetUp]
    public void MakeFiles()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "books"));
        File.WriteAllText(Path.Combine(Folder, "books", "loans.csv"), Book);
        File.WriteAllText(Path.Combine(_outside.FullName, "secret.csv"), Book);
        File.CreateSymbolicLink(
            Path.Combine(Folder, "link.csv"), Path.Combine(_outside.FullName, "secret.csv"));
    }

    [OneTimeTearDown]
    public void DeleteFiles() => _outside.Delete(recursive: true);

    protected override ServiceOptions Change(ServiceOptions options)
    {
        _outside ??= Directory.CreateTempSubdirectory("gpurisk-files-");
        Directory.CreateDirectory(Folder);
        return options with { Files = Folder };
    }

    [Test]
    public async Task File_WithoutAFolder_IsRefused()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(
            store, options => options with { Files = null });
        Answer answer = await service.Anybody.Post(
            "/v1/runs", SmallScenarios.Book("books/loans.csv"));
        Assert.Multiple(() =>
        {
            Assert.That((int)answer.Status, Is.EqualTo(422));
            Assert.That((string)answer.Errors[0]["key"]!, Is.EqualTo("loans.book.file"));
        });
    }

    [Test]
    public async Task File_InTheFolder_IsRead()
    {
        JsonNode run = await Caller.Run(SmallScenarios.Book("books/loans.csv"));
        JsonNode result = (await Caller.Get($"/v1/runs/{run["id"]}/result")).Json;
        Assert.Multiple(() =>
        {
            Assert.That((string)run["state"]!, Is.EqualTo("succeeded"), run.ToString());
            Assert.That(
                result["metrics"]!.AsObject().Select(metric => metric.Key),
                Has.Some.StartsWith("book."));
        });
    }

    [TestCase("../secret.csv")]
    [TestCase("books/../../secret.csv")]
    [TestCase("/etc/passwd")]
    [TestCase("link.csv")]
    [TestCase("absent.csv")]
    [TestCase("books")]
    [TestCase("")]
    [TestCase("~/secret.csv")]
    public async Task File_OutsideTheFolder_IsRefusedWithoutTellingWhereItIs(string file)
    {
        string yaml = SmallScenarios.Book(file);
        Answer answer = await Caller.Post("/v1/runs", yaml);
        Assert.That((int)answer.Status, Is.EqualTo(422), answer.ToString());
        string line = yaml.Split('\n')[(int)answer.Errors[0]["line"]! - 1];
        Assert.Multiple(() =>
        {
            Assert.That(line, Does.Contain("file:"));
            Assert.That(answer.Text, Does.Not.Contain(_outside.Name));
            Assert.That(answer.Text, Does.Not.Contain("/tmp"));
            Assert.That(answer.Text, Does.Not.Contain("root:"));
            Assert.That(answer.Text, Does.Not.Contain("0xaa"));
        });
    }

    [Test]
    public async Task File_ChangedSinceARunWasAccepted_FailsTheRun()
    {
        string path = Path.Combine(Folder, "changing.csv");
        File.WriteAllText(path, Book);
        string busy = await Caller.Submit(
            SmallScenarios.LongPool(), SmallScenarios.Endless + "&priority=9");
        string id = await Caller.Submit(SmallScenarios.Book("changing.csv"), "priority=0");
        File.WriteAllText(path, Book.Replace("14000", "15000", StringComparison.Ordinal));
        await Caller.Post($"/v1/runs/{busy}/cancel", mediaType: null);
        JsonNode run = await Caller.Finished(id);
        Assert.Multiple(() =>
        {
            Assert.That((string)run["state"]!, Is.EqualTo("failed"));
            Assert.That((string)run["reason"]!, Is.EqualTo("scenario-changed"));
        });
    }
}
