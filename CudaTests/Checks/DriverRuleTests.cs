using GpuRisk.CudaTests.Driver;
using NUnit.Framework;

namespace GpuRisk.CudaTests.Checks;

/// <summary>The emulated driver is as unkind to its callers as the rules allow, and tells what they
/// do against them.</summary>
[TestFixture]
internal sealed unsafe class DriverRuleTests : EmulatedTests
{
    private nint _context;

    [SetUp]
    public void CreateContext() => Assert.That(
        NativeDriver.CreateContext(out _context, 0, 0), Is.EqualTo(CudaResult.Success));

    [TearDown]
    public void DestroyContext()
    {
        NativeDriver.DestroyContext(_context);
        CudaDriver.Instance.TakeViolations();
    }

    [Test]
    public void Copy_ToPageLockedMemory_IsThereOnlyAfterWaiting()
    {
        NativeDriver.Allocate(out nint memory, sizeof(int));
        NativeDriver.CreateStream(out nint stream, 0);
        int word = 1;
        NativeDriver.PageLock(&word, sizeof(int), 0);
        NativeDriver.Fill(memory, 7, sizeof(int), stream);
        NativeDriver.Copy((nint)(&word), memory, sizeof(int), stream);
        Assert.That(word, Is.EqualTo(1));
        NativeDriver.SynchronizeStream(stream);
        Assert.That(word, Is.EqualTo(0x07070707));
        NativeDriver.Unlock(&word);
    }

    [Test]
    public void Copy_ToOtherMemory_Waits()
    {
        NativeDriver.Allocate(out nint memory, sizeof(int));
        NativeDriver.Fill(memory, 7, sizeof(int), 0);
        int word = 1;
        NativeDriver.Copy((nint)(&word), memory, sizeof(int), 0);
        Assert.That(word, Is.EqualTo(0x07070707));
    }

    /// <summary>Nothing orders two streams: in twenty tries the second one's copy comes first at
    /// least once.</summary>
    [Test]
    public void Streams_KeepNoOrderAmongEachOther()
    {
        NativeDriver.Allocate(out nint memory, sizeof(int));
        NativeDriver.CreateStream(out nint one, 0);
        NativeDriver.CreateStream(out nint other, 0);
        var seen = new HashSet<int>();
        for (int i = 0; i < 20; i++)
        {
            NativeDriver.Fill(memory, 1, sizeof(int), one);
            NativeDriver.Fill(memory, 2, sizeof(int), other);
            NativeDriver.Synchronize();
            int word = 0;
            NativeDriver.Copy((nint)(&word), memory, sizeof(int), one);
            seen.Add(word);
        }

        Assert.That(seen, Is.EquivalentTo(new[] { 0x01010101, 0x02020202 }));
    }

    [Test]
    public void Memory_ThatIsLeft_IsToldOfAtTheContextsEnd()
    {
        NativeDriver.Allocate(out _, 100);
        NativeDriver.DestroyContext(_context);
        NativeDriver.CreateContext(out _context, 0, 0);
        CheckViolation("1 allocations");
    }

    [Test]
    public void Threads_WithoutAContext_AreToldOf()
    {
        CudaResult result = CudaResult.Success;
        var thread = new Thread(() => result = NativeDriver.Allocate(out _, 100));
        thread.Start();
        thread.Join();
        Assert.That(result, Is.EqualTo(CudaResult.InvalidContext));
        CheckViolation("without a context");
    }

    [Test]
    public void Memory_ThatIsUnlockedWhileACopyIsPending_IsToldOf()
    {
        NativeDriver.Allocate(out nint memory, sizeof(int));
        int word = 1;
        NativeDriver.PageLock(&word, sizeof(int), 0);
        NativeDriver.Copy((nint)(&word), memory, sizeof(int), 0);
        NativeDriver.Unlock(&word);
        CheckViolation("pending");
    }

    [Test]
    public void Copy_BeyondAnAllocation_IsToldOf()
    {
        NativeDriver.Allocate(out nint memory, sizeof(int));
        long word = 0;
        Assert.That(
            NativeDriver.Copy((nint)(&word), memory, sizeof(long), 0),
            Is.EqualTo(CudaResult.InvalidValue));
        CheckViolation("beyond an allocation");
    }

    [TestCase(1, 256, 8, "256 threads a block; at most 128")]
    [TestCase(1, 128, 4, "4 bytes of parameters, not 8")]
    [TestCase(0, 128, 8, "a grid")]
    public void Launch_BeyondBounds_IsToldOf(int grid, int block, int parameters, string problem)
    {
        Load("", ".maxntid 128, 1, 1", out nint module);
        Assert.That(
            Launch(module, grid, block, parameters, 0), Is.EqualTo(CudaResult.InvalidValue));
        CheckViolation(problem);
    }

    /// <summary>A launch returns at once; that it failed is told later, and from then on always.
    /// </summary>
    [Test]
    public void Launch_ThatFails_SpoilsTheContext()
    {
        Load("\tld.global.u32\t%r2, [%rd1];", "", out nint module);
        Assert.That(Launch(module, 1, 32, 8, 0), Is.EqualTo(CudaResult.Success));
        Assert.That(NativeDriver.Synchronize(), Is.EqualTo(CudaResult.IllegalAddress));
        Assert.That(NativeDriver.Allocate(out _, 1), Is.EqualTo(CudaResult.IllegalAddress));
        CheckViolation("outside of all allocations");
    }

    private static void Load(string body, string bound, out nint module) => Assert.That(
        NativeDriver.LoadModule(out module, HandWritten.Module(body, bound), 0, null, null),
        Is.EqualTo(CudaResult.Success));

    private static CudaResult Launch(nint module, int grid, int block, nint bytes, long parameter)
    {
        nint* extra = stackalloc nint[] { 1, (nint)(&parameter), 2, (nint)(&bytes), 0 };
        return NativeDriver.Launch(module, grid, 1, 1, block, 1, 1, 0, 0, null, extra);
    }

    private static void CheckViolation(string what) => Assert.That(
        CudaDriver.Instance.TakeViolations(), Has.Exactly(1).Contains(what));
}
