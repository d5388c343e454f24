using System.Runtime.CompilerServices;

namespace Alerts.Tests;

/// <summary>Holds a text against the approved file beside the test. Where it differs, the new text is left as *.received.*: look at it, and rename it if it is right.</summary>
internal static class Approved
{
    /// <param name="text">What the code made; line ends are compared as '\n'.</param>
    /// <param name="name">File name with its kind at the end: <c>alert.html</c> gives <c>alert.approved.html</c>.</param>
    internal static void Verify(string text, string name, [CallerFilePath] string test = "")
    {
        var stem = Path.Combine(Path.GetDirectoryName(test)!, Path.GetFileNameWithoutExtension(name)); // A source file always lies in a folder.
        var approved = $"{stem}.approved{Path.GetExtension(name)}";
        var received = $"{stem}.received{Path.GetExtension(name)}";
        var actual = text.ReplaceLineEndings("\n");
        if (File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == actual)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        Assert.Fail(File.Exists(approved)
            ? $"{Path.GetFileName(received)} differs from {Path.GetFileName(approved)}; look at both and rename the first if it is right."
            : $"There is no {Path.GetFileName(approved)} yet; look at {Path.GetFileName(received)} and rename it if it is right.");
    }
}
