using System.CommandLine;

namespace Alerts.Benchmarks.Feeds;

/// <summary>Feed reading, and what is made of the HTML in feeds.</summary>
internal static class FeedsCommand
{
    public static Command Create()
    {
        var corpus = new Option<DirectoryInfo>("--corpus") { Description = "A folder of feeds as published.", Required = true }.AcceptExistingOnly();
        var rounds = new Option<int>("--rounds") { Description = "How often each is measured; the best round counts.", DefaultValueFactory = _ => 15 };
        var command = new Command("feeds", "Megabytes a second and bytes allocated a megabyte, beside XmlReader, Syndication and CodeHollow.") { corpus, rounds };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(corpus), parsed.GetValue(rounds)));
        return command;
    }

    private static void Run(DirectoryInfo corpus, int rounds)
    {
        var files = corpus.EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => File.ReadAllBytes(file.FullName)).ToList();
        Report.Print("feeds", Contest.Run(Readers.All, files, rounds));
        var html = Readers.Html(files);
        Report.Print("html-text", Contest.Run(HtmlReaders.Text, html, Math.Max(1, rounds / 5)));
        Report.Print("html-safe", Contest.Run(HtmlReaders.Safe, html, Math.Max(1, rounds / 5)));
    }
}
