using GpuRisk.Host.Cli;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary>Mistakes on the command line are told on the standard error with exit code 2.
/// </summary>
internal sealed class CommandLineTests : HostFixture
{
    [Test]
    public void Help_NamesEveryCommand()
    {
        CommandRun run = CommandRun.Of("--help");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done));
            foreach (string name in new[]
            {
                "run", "sweep", "compare", "validate", "devices", "verify", "schema",
            })
            {
                Assert.That(run.Output, Does.Contain(name));
            }
        });
    }

    [Test]
    public void NoArguments_PrintHelpAndRefuse()
    {
        CommandRun run = CommandRun.Of();
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Output, Does.Contain("Usage:"));
        });
    }

    [Test]
    public void Version_IsThatOfTheBuild()
    {
        CommandRun run = CommandRun.Of("--version");
        Assert.That(run.Output, Does.Match(@"^\d+\.\d+\.\d+"));
    }

    [Test]
    public void Schema_IsThatOfScenarios() =>
        Assert.That(CommandRun.Of("schema").Output, Is.EqualTo(ScenarioSchema.Json()));

    [TestCase("--nonsense", "--nonsense")]
    [TestCase("--paths=many", "many")]
    [TestCase("--paths=0", "--paths")]
    [TestCase("--paths=1e13", "--paths")]
    [TestCase("--paths=1.5", "--paths")]
    [TestCase("--seed=-1", "--seed")]
    [TestCase("--threads=0", "--threads")]
    [TestCase("--chunk=2e6", "--chunk")]
    [TestCase("--device=gpu", "no device 'gpu'")]
    [TestCase("--device=simd,,cpu", "no device")]
    [TestCase("--precision=float16", "float16")]
    [TestCase("--target-error=0", "--target-error")]
    [TestCase("--target-error==1", "--target-error")]
    [TestCase("--target-error=full.nothing=1", "full.nothing")]
    [TestCase("--histogram=full.nothing", "full.nothing")]
    [TestCase("--set=nonsense", "--set:1:1")]
    [TestCase("--set=assets.ETH.prise=3", "prise")]
    public void Run_BadOption_IsRefused(string option, string told)
    {
        CommandRun run = CommandRun.Of("run", At("pool.yaml"), option);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(told));
            Assert.That(run.Error, Does.Not.Contain("   at "));
            Assert.That(run.Output, Is.Empty);
        });
    }

    [Test]
    public void Run_NoScenario_IsRefused()
    {
        CommandRun run = CommandRun.Of("run", At("absent.yaml"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain("absent.yaml:1:1: there is no such file"));
        });
    }

    [Test]
    public void Run_NameWithAnAtSign_IsAFile()
    {
        CommandRun run = CommandRun.Of("run", "@absent");
        Assert.That(run.Error, Does.StartWith("@absent:1:1: there is no such file"));
    }

    [Test]
    public void Validate_TellsEveryErrorOfEveryFile()
    {
        string bad = Write("bad.yaml", "scenario: bad\nkernel: none\nhorizon: 3 moons\n");
        CommandRun run = CommandRun.Of("validate", At("pool.yaml"), bad, At("lending.yaml"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Output, Is.EqualTo(
                $"{At("pool.yaml")}: ok\n{At("lending.yaml")}: ok\n"));
            Assert.That(run.Error, Does.Contain($"{bad}:2:9: kernel: "));
            Assert.That(run.Error, Does.Contain($"{bad}:3:10: horizon: "));
        });
    }

    [Test]
    public void Validate_GoodFiles_AreOk() =>
        Assert.That(CommandRun.Of("validate", At("pool.yaml")).Code, Is.EqualTo(ExitCode.Done));

    [TestCase("kind: garch, volatility: 0.5, alpha: 0.1, beta: 0.8", true)]
    [TestCase("kind: gbm, drift: 0, volatility: 0.5", false)]
    public void Validate_ProcessThatHistoryRefutes_IsTold(string process, bool isTold)
    {
        string file = Write(
            "trust.yaml",
            "scenario: trust\nkernel: impermanent-loss\nhorizon: 10d\nstep: 1d\npaths: 64\n"
            + $"assets:\n  A: {{ price: 1, process: {{ {process} }} }}\n");
        CommandRun run = CommandRun.Of("validate", file);
        Assert.That(run.Output, Is.EqualTo($"{file}: ok\n"));
        Assert.That(
            run.Error,
            isTold ? Does.StartWith($"{file}: trust: A: garch,").And.Contains("HISTORY REFUTES IT")
                : Is.Empty);
    }

    [Test]
    public void Validate_OutcomesThatOutgrowTheirNumbers_AreToldAsByRun()
    {
        CommandRun run = CommandRun.Of(
            "validate", At("pool.yaml"), "--set", "horizon=3650d", "--set", "step=1d",
            "--set", "assets.ETH.process.drift=20");
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("cannot be simulated: The magnitude of"));
    }

    [Test]
    public void Device_ThatIsNotThere_Fails()
    {
        CommandRun run = CommandRun.Of("run", At("pool.yaml"), "--device", "opencl:99");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Failed));
            Assert.That(run.Error, Does.Contain("There is no opencl"));
        });
    }
}
