using System.Globalization;
using Alerts.Detection;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Benchmarks.Pages;

/// <summary>A busy installation: a topic that twenty actors moved on ten times each, articles of 600 words, a reader with a dozen subscriptions.</summary>
internal static class PagesContent
{
    private const string Topic = "nato-membership";
    private const string Sentence = "Hungary said on Tuesday that it would no longer block the bid if its conditions were met.";

    private static readonly string Text = string.Concat(Enumerable.Repeat(Sentence + " Ministers met for hours and agreed on little but steel tariffs. ", 20));

    /// <returns>The pages to ask for, by name.</returns>
    public static async Task<IReadOnlyList<(string Name, string Path)>> FillAsync(IServiceProvider services, int articles, CancellationToken cancellation)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var actors = DetectionData.Shipped.Actors.Where(actor => actor.Kind == "country").Select(actor => actor.Name).Take(19).Append("Hungary").Distinct().ToList();
        var signal = "";
        foreach (var actor in actors)
            signal = await MoveAsync(services, actor, now, cancellation);
        foreach (var some in Enumerable.Range(0, articles).Chunk(16))
            await Task.WhenAll(some.Select(i => StoreAsync(services, i, now.AddMinutes(-i * 9), cancellation)));

        var wishes = Enumerable.Range(0, 10).Select(i => new Wish(new(WatchKind.Query, string.Create(CultureInfo.InvariantCulture, $"word{i} AND steel"))));
        var reader = await services.GetRequiredService<Enrolment>().EnrolAsync(
            "reader@example.org", [new(new(WatchKind.Topic, Topic)), new(new(WatchKind.Actor, "Hungary")), .. wishes], cancellation);
        var manage = await services.GetRequiredService<OwnPage>().NewLinkAsync(reader, cancellation);
        var unsubscribe = await services.GetRequiredService<UnsubscribeTokens>().MakeAsync(new(reader, [new(WatchKind.Topic, Topic)]), cancellation);
        return
        [
            ("home", "/"), ("topic", $"/topics/{Topic}"), ("topic, one actor", $"/topics/{Topic}?actor=Hungary"), ("topic as Atom", $"/topics/{Topic}.atom"),
            ("topic as JSON", $"/topics/{Topic}.json"), ("actor", "/actors/Hungary"), ("signal", "/signals/" + signal), ("query", "/query?q=steel%20tariff*"),
            ("query as Atom", "/query/atom?q=steel%20tariff*"), ("subscribe", "/subscribe"), ("manage", "/manage/" + manage), ("unsubscribe", "/unsubscribe/" + unsubscribe),
            ("try", "/try"), ("privacy", "/privacy"),
        ];
    }

    private static async Task<string> MoveAsync(IServiceProvider services, string actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var key = new StanceKey(Topic, actor, "Ukraine");
        var entries = new List<StanceEntry>();
        var signals = services.GetRequiredService<SignalStore>();
        for (var i = 0; i < 10; i++)
        {
            var at = now.AddDays((i - 10) * 7);
            var source = new SignalSource("a", "f", "Meridian Wire", "A headline of usual length about what was said", "https://meridian.example/a", at, at, "0", new(Sentence, 25, 40, "verb.object", "no longer", null));
            var signal = new Signal(
                Ids.Of("sample", actor, i.ToString(CultureInfo.InvariantCulture)), SignalKind.Change, actor, key.Topic, key.About, i % 2 == 0 ? Position.Favor : Position.Against, at, at, [source]);
            entries.Add(new(key, at, SignalKind.Change, signal.To, Commitment.Firm, null, "drop", source, signal.Id, false));
            await signals.TryInsertAsync(signal, cancellation);
            await signals.ListAsync(signal, cancellation);
        }

        var last = entries[^1];
        var stance = new Stance(key, last.Position, Commitment.Firm, null, last.AsOf, last.AsOf, last.Source.ArticleId, last.Source, last.SignalId);
        await services.GetRequiredService<LedgerStore>().TryWriteAsync(key, entries, stance, null, cancellation);
        return last.SignalId ?? "";
    }

    private static async Task StoreAsync(IServiceProvider services, int number, DateTimeOffset at, CancellationToken cancellation)
    {
        var link = string.Create(CultureInfo.InvariantCulture, $"https://meridian.example/{number}");
        var article = new Article(Ids.Article(link), "f", "Meridian Wire", "A headline of usual length", link, at, at, "en", "", false);
        await services.GetRequiredService<ArticleTexts>().PutAsync(article.TextName, Text, cancellation);
        await services.GetRequiredService<ArticleStore>().TryInsertAsync(article, cancellation);
    }
}
