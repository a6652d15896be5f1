using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using GpuRisk.Host.Runs;
using GpuRisk.Scenarios;
using Microsoft.Extensions.Configuration;

namespace GpuRisk.Host.Service;

/// <summary>Reads how the service is set up.</summary>
internal static class ServiceConfiguration
{
    private const string EnvironmentPrefix = "GPURISK_SERVE_";

    /// <summary>Reads it: the command line goes before the environment, and that before the file.
    /// </summary>
    /// <param name="file">A JSON file, or null.</param>
    /// <param name="settings">What the command line says.</param>
    /// <param name="failure">What is wrong.</param>
    /// <returns>The options; null where there is a failure.</returns>
    public static ServiceOptions? Read(
        string? file, IEnumerable<KeyValuePair<string, string?>> settings, out Failure? failure)
    {
        try
        {
            var builder = new ConfigurationBuilder();
            if (file is not null)
            {
                RegularFile.Check(file);
                builder.AddJsonFile(Path.GetFullPath(file), optional: false);
            }

            IConfigurationRoot configuration = builder
                .AddEnvironmentVariables(EnvironmentPrefix)
                .AddInMemoryCollection(settings)
                .Build();
            ServiceOptions options = configuration.Get<ServiceOptions>(
                binder => binder.ErrorOnUnknownConfiguration = true) ?? new ServiceOptions();
            string[] problems = [.. Problems(options)];
            failure = problems.Length > 0
                ? Failure.Located(problems)
                : null;
            return failure is null ? options : null;
        }
        catch (Exception error) when (
            error is IOException or InvalidDataException or InvalidOperationException
                or FormatException or UnauthorizedAccessException)
        {
            string reason = error.InnerException is { } inner
                ? $"{error.Message} {inner.Message}"
                : error.Message;
            failure = Failure.Located(
                $"{file ?? "gpurisk serve"}: {reason.ReplaceLineEndings(" ")}");
            return null;
        }
    }

    private static IEnumerable<string> Problems(ServiceOptions options) =>
    [
        .. Problems("", options),
        .. options.Limits is { } limits ? Problems("Limits.", limits) : [],
        .. options.Retention is { } retention ? Problems("Retention.", retention) : [],
        .. options.Jwt is { } tokens ? Problems("Jwt.", tokens) : [],
        .. options.Certificate is { } files ? Problems("Certificate.", files) : [],
        .. options.Cluster is { } cluster ? Problems("Cluster.", cluster) : [],
        .. options.Cluster is { Problem: { } apart } ? (string[])[apart] : [],
        .. options.Cluster is { Certificate: { Path.Length: > 0, Key.Length: > 0 } own }
            && CertificateProblem(own) is { } unread
            ? (string[])[$"Cluster.Certificate: {unread}"]
            : [],
        .. options.Jwt is { Authority: { Length: > 0 } issuer } && !IsIssuer(issuer)
            ? (string[])[
                $"Jwt.Authority: found '{issuer}'; allowed is an address such as "
                + "https://issuer.example, with https unless it is on this machine"]
            : [],
        .. options.Certificate is { Path.Length: > 0, Key.Length: > 0 } certificate
            && CertificateProblem(certificate) is { } problem
            ? (string[])[$"Certificate: {problem}"]
            : [],
        .. options.Urls.Split(';').Where(address => !IsAddress(address)).Select(address =>
            $"Urls: found '{address}'; allowed is an address such as http://127.0.0.1:5080"),
    ];

    private static IEnumerable<string> Problems(string path, object part)
    {
        var problems = new List<ValidationResult>();
        Validator.TryValidateObject(
            part, new ValidationContext(part), problems, validateAllProperties: true);
        return problems.Select(
            problem => $"{path}{problem.MemberNames.First()}: {problem.ErrorMessage}");
    }

    private static bool IsIssuer(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttps
            || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private static string? CertificateProblem(CertificateOptions certificate)
    {
        try
        {
            certificate.Load().Dispose();
            return null;
        }
        catch (Exception error) when (
            error is IOException or UnauthorizedAccessException or CryptographicException
                or ArgumentException)
        {
            return error.Message;
        }
    }

    private static bool IsAddress(string text)
    {
        try
        {
            BindingAddress address = BindingAddress.Parse(text);
            return address.Scheme is "http" or "https" && address.Host.Length > 0
                && address.Port is >= 0 and <= 65_535;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
