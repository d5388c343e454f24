namespace Alerts.Evaluation.Feeds;

internal static class SanitizeScore
{
    public static Figures Run(FileInfo cases, bool verbose, TextWriter output)
    {
        _ = (cases, verbose, output);
        return new Figures();
    }
}
