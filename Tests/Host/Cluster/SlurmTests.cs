using NUnit.Framework;

namespace GpuRisk.Tests.Host.Cluster;

/// <summary>The shipped script on a Slurm cluster of one node.</summary>
internal sealed class SlurmTests : ClusterFixture
{
    private static readonly string Script =
        Path.Combine(Library.Root, "Host", "Shipping", "slurm.sh");

    [Test]
    public void Array_OfEightParts_IsTheUndividedRun()
    {
        Need("munged", "slurmctld", "slurmd", "sbatch", "sinfo", "squeue");
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("Slurm's daemons are started by root only.");
        }

        using var cluster = new SlurmCluster(Directory.CreateDirectory(At("slurm")).FullName);
        if (!Eventually("sinfo", ["-h", "-o", "%T"], "idle", cluster))
        {
            Assert.Ignore("The cluster does not start: " + Outputs("slurm"));
        }

        string array = Submit(
            cluster, "--array=1-8", "--output=" + At("part-%a.out"), Script, "8",
            At("lending.yaml"), At("run"));
        Submit(
            cluster, "--dependency=afterok:" + array, "--kill-on-invalid-dep=yes",
            "--output=" + At("merge.out"), Script, At("run"));
        Assert.That(Eventually("squeue", ["-h"], "", cluster), Is.True, Outputs("."));
        Assert.That(File.Exists(At("run/result.json")), Is.True, Outputs("."));
        Assert.That(DigestIn("run"), Is.EqualTo(Whole));
        Assert.That(Directory.GetDirectories(At("run/parts")), Has.Length.EqualTo(8));
    }

    private string Submit(SlurmCluster cluster, params string[] arguments)
    {
        (int code, string said) = Run(
            "sbatch", ["--parsable", .. arguments], ("SLURM_CONF", cluster.Configuration));
        Assert.That(code, Is.Zero, said);
        return said.Trim();
    }

    // sbatch --wait would look but every ten seconds.
    private bool Eventually(
        string program, string[] arguments, string expected, SlurmCluster cluster)
    {
        for (int i = 0; i < 300; i++)
        {
            (int code, string said) = Run(
                program, arguments, ("SLURM_CONF", cluster.Configuration));
            if (code == 0 && said.Trim() == expected)
            {
                return true;
            }

            Thread.Sleep(300);
        }

        return false;
    }

    private string Outputs(string folder) => string.Concat(
        Directory.GetFiles(At(folder), "*.out").Order().Select(File.ReadAllText));
}
