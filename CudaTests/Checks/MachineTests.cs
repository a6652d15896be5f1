using GpuRisk.CudaTests.Machine;
using GpuRisk.CudaTests.Ptx;
using NUnit.Framework;

namespace GpuRisk.CudaTests.Checks;

/// <summary>The machine runs warps as a card does, and notices what a card may punish.</summary>
[TestFixture]
[Category(EmulatedDevice.Category)]
internal sealed class MachineTests
{
    [Test]
    public void Lanes_ThatBranchDifferently_MeetAgain()
    {
        // Lane i goes i times around the loop, and all add 100 where they meet.
        uint[] words = HandWritten.Run("""
            	mov.u32	%r2, 0;
            LOOP:
            	setp.hs.u32	%p1, %r2, %r1;
            	@%p1 bra	DONE;
            	add.u32	%r2, %r2, 1;
            	bra.uni	LOOP;
            DONE:
            	add.u32	%r2, %r2, 100;
            	st.global.u32	[%rd2], %r2;
            """);
        Assert.That(words, Is.EqualTo(Enumerable.Range(100, 32).Select(i => (uint)i)));
    }

    [Test]
    public void Lanes_ThatReturnEarly_DoNothingMore()
    {
        uint[] words = HandWritten.Run("""
            	setp.hs.u32	%p1, %r1, 3;
            	@%p1 bra	OUT;
            	st.global.u32	[%rd2], %r1;
            	bra.uni	DONE;
            OUT:
            	ret;
            DONE:
            	st.global.u32	[%rd2+4], 7;
            """);
        Assert.That(words[..5], Is.EqualTo(new uint[] { 0, 7, 7, 7, 0xCDCDCDCD }));
    }

    [Test]
    public void Guards_ChooseLanes()
    {
        uint[] words = HandWritten.Run("""
            	setp.lo.u32	%p1, %r1, 2;
            	st.global.u32	[%rd2], 1;
            	@!%p1 st.global.u32	[%rd2], 2;
            """);
        Assert.That(words[..4], Is.EqualTo(new uint[] { 1, 1, 2, 2 }));
    }

    [Test]
    public void Reductions_OfOneWord_AddEveryLane()
    {
        uint[] words = HandWritten.Run("""
            	cvt.u64.u32	%rd3, %r1;
            	mov.u64	%rd4, 0;
            	st.global.u64	[%rd1], %rd4;
            	red.add.global.u64	[%rd1], %rd3;
            """);
        Assert.That(words[0], Is.EqualTo(31 * 32 / 2));
    }

    [Test]
    public void Memory_ThatNobodyWrote_IsPoison() =>
        Assert.That(HandWritten.Run("\tst.global.u32\t[%rd1], 1;")[1], Is.EqualTo(0xCDCDCDCD));

    [Test]
    public void Registers_ThatNobodyWrote_ArePoison() =>
        Assert.That(HandWritten.Run("\tst.global.u32\t[%rd1], %r7;")[0], Is.EqualTo(0xA5A5A5A5));

    [TestCase("ld.global.u32\t%r2, [%rd2+4]", "outside")]
    [TestCase("st.global.u32\t[%rd2+4], %r1", "outside")]
    [TestCase("ld.global.u64\t%rd3, [%rd1+4]", "multiple of 8")]
    [TestCase("st.global.u32\t[%rd1+2], %r1", "multiple of 4")]
    [TestCase("ld.global.u32\t%r2, [%rd7]", "outside")]
    public void Access_OutOfBoundsOrCrooked_IsNoticed(string instruction, string problem) =>
        Assert.That(
            () => HandWritten.Run($"\t{instruction};"),
            Throws.InstanceOf<MachineException>()
                .With.Message.Contains(problem).And.Message.Contains(instruction));

    [Test]
    public void UniformBranch_ThatLanesTakeDifferently_IsNoticed() => Assert.That(
        () => HandWritten.Run("""
            	setp.lo.u32	%p1, %r1, 2;
            	@%p1 bra.uni	DONE;
            DONE:
            """),
        Throws.InstanceOf<MachineException>().With.Message.Contains("denies"));

    [Test]
    public void Loop_WithoutEnd_IsNoticed() => Assert.That(
        () => HandWritten.Run("LOOP:\n\tbra.uni\tLOOP;"),
        Throws.InstanceOf<MachineException>().With.Message.Contains("does not end"));

    [TestCase("\tadd.f32\t%f1, %f2, %f3;", "add.f32 is unknown")]
    [TestCase("\tmov.b32\t%q1, %r1;", "%q1 is not declared")]
    [TestCase("\tbra.uni\tNOWHERE;", "no such label")]
    public void Code_ThatIsUnknown_IsNotTaken(string line, string problem) => Assert.That(
        () => PtxParser.Parse(HandWritten.Module(line), architecture: 90),
        Throws.InstanceOf<PtxException>().With.Message.Contains(problem));

    [Test]
    public void Code_ForALaterCard_IsNotTaken() => Assert.That(
        () => PtxParser.Parse(HandWritten.Module(""), architecture: 80),
        Throws.InstanceOf<PtxException>().With.Message.Contains("sm_80"));
}
