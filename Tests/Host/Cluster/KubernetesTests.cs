using GpuRisk.Host.Cli;
using k8s;
using k8s.Models;
using NUnit.Framework;
using YamlDotNet.RepresentationModel;

namespace GpuRisk.Tests.Host.Cluster;

/// <summary>The shipped manifest is one of the API, agrees with itself, and what its containers
/// run gives the undivided run.</summary>
internal sealed class KubernetesTests : ClusterFixture
{
    private const int Parts = 3;

    private static readonly string Folder =
        Path.Combine(Library.Root, "Host", "Shipping", "kubernetes");

    private static readonly V1Job[] Jobs = [.. KubernetesYaml
        .LoadAllFromString(File.ReadAllText(Path.Combine(Folder, "run.yaml")), strict: true)
        .OfType<V1Job>()];

    [Test]
    public void Manifest_AgreesWithItself()
    {
        V1Job parts = Jobs.Single(job => job.Metadata.Name == "gpurisk-parts");
        string completions = $"{parts.Spec.Completions}";
        Assert.Multiple(() =>
        {
            Assert.That(Jobs, Has.Length.EqualTo(2));
            Assert.That(parts.Spec.CompletionMode, Is.EqualTo("Indexed"));
            Assert.That(parts.Spec.Suspend, Is.Null);
            foreach (V1EnvVar variable in Containers
                .SelectMany(container => container.Env)
                .Where(variable => variable.Name == "PARTS"))
            {
                Assert.That(variable.Value, Is.EqualTo(completions));
            }

            foreach (V1PodSpec pod in Jobs.Select(job => job.Spec.Template.Spec))
            {
                // What the API demands of jobs with rules for failures of pods.
                Assert.That(pod.RestartPolicy, Is.EqualTo("Never"));
                Assert.That(
                    pod.Containers.SelectMany(container => container.VolumeMounts)
                        .Select(mount => mount.Name).Distinct(),
                    Is.EquivalentTo(pod.Volumes.Select(volume => volume.Name)));
            }

            Assert.That(
                parts.Spec.PodFailurePolicy.Rules
                    .Where(rule => rule.OnExitCodes is not null)
                    .Select(rule => (rule.OnExitCodes.ContainerName, rule.OnExitCodes.Values)),
                Is.EqualTo(new[] { ("part", new[] { ExitCode.BadInput }) }));
        });
    }

    [Test]
    public void Containers_GiveTheUndividedRun()
    {
        Need("sh", "dotnet");
        Directory.CreateDirectory(At("data"));
        for (int i = 0; i < Parts; i++)
        {
            Start("part", ("JOB_COMPLETION_INDEX", $"{i}"), ("PARTS", $"{Parts}"));
        }

        Start("wait", ("PARTS", $"{Parts}"));
        Start("merge");
        Assert.That(DigestIn("data/result"), Is.EqualTo(Whole));
    }

    /// <summary>Kueue starts jobs that are suspended and name a queue.</summary>
    [Test]
    public void Kustomization_SuspendsThePartsForKueue()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(
            File.ReadAllText(Path.Combine(Folder, "kustomization.yaml"))));
        var patch = (YamlMappingNode)yaml.Documents[0].RootNode["patches"][0];
        V1Job job = KubernetesYaml.Deserialize<V1Job>((string)patch["patch"]!, strict: true);
        Assert.Multiple(() =>
        {
            Assert.That((string)yaml.Documents[0].RootNode["resources"][0]!, Is.EqualTo("run.yaml"));
            Assert.That((string)patch["target"]["name"]!, Is.EqualTo("gpurisk-parts"));
            Assert.That(job.Metadata.Name, Is.EqualTo("gpurisk-parts"));
            Assert.That(job.Metadata.Labels.Keys, Is.EqualTo(new[] { "kueue.x-k8s.io/queue-name" }));
            Assert.That(job.Spec.Suspend, Is.True);
        });
    }

    private static IEnumerable<V1Container> Containers => Jobs
        .Select(job => job.Spec.Template.Spec)
        .SelectMany(pod => (pod.InitContainers ?? []).Concat(pod.Containers));

    // As the kubelet does, with the test's folder in the place of the mounts.
    private void Start(string name, params (string Name, string Value)[] variables)
    {
        V1Container container = Containers.Single(container => container.Name == name);
        (int code, string text) = Run(
            container.Command[0],
            [
                .. container.Command.Skip(1),
                .. container.Args.Select(argument => argument
                    .Replace("/data/", At("data/"), StringComparison.Ordinal)
                    .Replace("/scenario/scenario.yaml", At("lending.yaml"),
                        StringComparison.Ordinal)),
            ],
            variables);
        Assert.That(code, Is.Zero, text);
    }
}
