using GpuRisk.Host.Reports;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Reports;

internal sealed class PageForPeople
{
    [Test, Explicit]
    public void Write() => File.WriteAllText("/tmp/pages/market.html", ReportPage.Of(SampleMarket.Input()));
}
