using System.ComponentModel.DataAnnotations;
using System.Net;

namespace GpuRisk.Host.Service.Cluster;

/// <summary>How this host is reached by others that share its store.</summary>
internal sealed record ClusterOptions
{
    /// <summary>Whether it shares runs with them.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The address at which they reach it.</summary>
    [Required]
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>The port; 0 for any that is free.</summary>
    [Range(0, 65_535)]
    public int Port { get; init; }

    /// <summary>This host's certificate; null to do without, on the loopback address only.
    /// </summary>
    public CertificateOptions? Certificate { get; init; }

    /// <summary>The file, in PEM, of the authority that signs the certificates of all hosts.
    /// </summary>
    public string? Authority { get; init; }

    /// <summary>Whether only this machine reaches it.</summary>
    public bool IsLoopback =>
        IPAddress.TryParse(Address, out IPAddress? address) && IPAddress.IsLoopback(address);

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public string? Problem =>
        !IPAddress.TryParse(Address, out IPAddress? address)
            || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)
            ? $"Cluster.Address: found '{Address}'; allowed is the address at which other hosts "
                + "reach this one, as 10.0.0.7"
        : !IsLoopback && Certificate is null
            ? $"Cluster.Certificate: missing; {Address} can be reached from other machines, and "
                + "hosts talk to each other by TLS there"
        : Certificate is not null && !File.Exists(Authority)
            ? $"Cluster.Authority: found '{Authority}'; allowed is the PEM file of the authority "
                + "that signs the certificates of all hosts"
        : null;
}
