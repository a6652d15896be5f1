using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace GpuRisk.Tests.Host.Cluster;

/// <summary>A Slurm cluster of one node, in a folder of its own and on the loopback address only.
/// It ends with what it has started.</summary>
internal sealed class SlurmCluster : IDisposable
{
    private readonly Stack<Process> _daemons = new();
    private readonly string _folder;

    /// <summary>Starts it.</summary>
    /// <param name="folder">An empty folder.</param>
    public SlurmCluster(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(At("state"));
        Directory.CreateDirectory(At("spool"));
        File.WriteAllText(Configuration, Text());
        File.WriteAllBytes(At("munge.key"), RandomNumberGenerator.GetBytes(1024));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At("munge.key"), UnixFileMode.UserRead);
        }

        Start(
            "munged", "--foreground", "--force", "--key-file=" + At("munge.key"),
            "--socket=" + At("munge.socket"), "--pid-file=" + At("munged.pid"),
            "--seed-file=" + At("munge.seed"), "--log-file=" + At("munged.log"));
        Start("slurmctld", "-D", "-f", Configuration);
        Start("slurmd", "-D", "-f", Configuration);
    }

    /// <summary>The file that SLURM_CONF is to name.</summary>
    public string Configuration => At("slurm.conf");

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_daemons.TryPop(out Process? daemon))
        {
            using Process kill = Process.Start("kill", [$"{daemon.Id}"]);
            kill.WaitForExit();
            if (!daemon.WaitForExit(TimeSpan.FromSeconds(10)))
            {
                daemon.Kill(entireProcessTree: true);
                daemon.WaitForExit();
            }

            daemon.Dispose();
        }
    }

    private void Start(string daemon, params string[] arguments)
    {
        string log = At(daemon + ".out");
        IEnumerable<string> words = [$"/usr/sbin/{daemon}", .. arguments];
        _daemons.Push(Process.Start(
            "/bin/sh", ["-c", $"exec '{string.Join("' '", words)}' >'{log}' 2>&1"]));
    }

    private string Text()
    {
        string host = Environment.MachineName.Split('.')[0];
        return $"""
            ClusterName=one
            SlurmctldHost={host}(127.0.0.1)
            SlurmUser=root
            AuthType=auth/munge
            AuthInfo=socket={At("munge.socket")}
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
            SchedulerParameters=sched_interval=1,sched_min_interval=0,batch_sched_delay=0
            StateSaveLocation={At("state")}
            SlurmdSpoolDir={At("spool")}
            SlurmctldPidFile={At("slurmctld.pid")}
            SlurmdPidFile={At("slurmd.pid")}
            SlurmctldPort={FreePort()}
            SlurmdPort={FreePort()}
            ReturnToService=2
            JobAcctGatherType=jobacct_gather/none
            MpiDefault=none
            NodeName={host} NodeAddr=127.0.0.1 CPUs={Environment.ProcessorCount} State=UNKNOWN
            PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP

            """;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string At(string name) => Path.Combine(_folder, name);
}
