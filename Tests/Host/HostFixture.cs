using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary>A folder with small scenarios for each test.</summary>
internal abstract class HostFixture
{
    private const string Pool = """
        scenario: small
        kernel: impermanent-loss
        horizon: 2d
        step: 1h
        paths: 2000
        seed: 7
        assets:
          ETH:  { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.8 } }
          USDC: { price: 1, process: { kind: constant } }
        pools:
          v2: { kind: constant-product, base: ETH, quote: USDC, fee: 0.003, value: 1e7 }
        positions:
          full: { pool: v2, value: 10000 }
        """;

    private const string Lending = """
        scenario: lending
        kernel: liquidation
        horizon: 2d
        step: 1h
        paths: 500
        seed: 7
        assets:
          ETH:  { price: 2000, process: { kind: gbm, drift: 0, volatility: 2 } }
          USDC: { price: 1, process: { kind: constant } }
        markets:
          aave:
            rules: aave-v3
            closeFactor: 0.5
            fullCloseHealthFactor: 0.95
            fullCloseBelowUsd: 2000
            minimumLeftoverUsd: 1000
            monitoring: continuous
            liquidatorGas: 5
            swapFee: 0.0005
            reserveFund: 0
            collateral:
              ETH: { liquidationThreshold: 0.8, liquidationBonus: 0.05, protocolShareOfBonus: 0.1 }
            debt:
              USDC:
                baseRate: 0
                slope1: 0.08
                slope2: 0.35
                optimalUtilisation: 0.9
                utilisation: 0.6
        loans:
          book: { market: aave, file: books/loans.csv, buckets: 4 }
        """;

    private const string Book = """
        wallet,class,asset,collateral,debtAsset,debt
        0xaa,retail,ETH,10,USDC,14000
        0xbb,whales,ETH,100,USDC,120000

        """;

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("gpurisk-host-");
        File.WriteAllText(At("pool.yaml"), Pool);
        File.WriteAllText(At("lending.yaml"), Lending);
        Directory.CreateDirectory(At("books"));
        File.WriteAllText(At("books/loans.csv"), Book);
    }

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    /// <summary>A path in the test's folder.</summary>
    protected string At(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file into the test's folder.</summary>
    protected string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }
}
