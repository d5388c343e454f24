using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Web.Syndication;

/// <summary>Topics, actors, queries and signals as JSON. The shapes are a promise to those who read them: names are added, never changed. Times are ISO 8601 in UTC, positions lower case.</summary>
public static class JsonDocuments
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Served as application/json with nosniff: never read as HTML.
    };

    public static string Of(TopicView view, SiteLinks links) => JsonSerializer.Serialize(
        new
        {
            id = view.Topic.Id,
            name = view.Topic.Name,
            proposition = view.Proposition,
            url = links.Topic(view.Topic.Id),
            actors = view.Actors.Select(actor => new
            {
                actor = actor.Actor,
                about = actor.About,
                now = Of(actor.Moves[0], links),
                before = actor.Moves.Skip(1).Select(move => Of(move, links)),
            }),
        },
        Json);

    public static string Of(ActorView view, SiteLinks links) => JsonSerializer.Serialize(
        new { actor = view.Actor, url = links.Actor(view.Actor), signals = view.Signals.Select(signal => Shape(signal, links)) }, Json);

    public static string Of(QueryView view, SiteLinks links) => JsonSerializer.Serialize(
        new
        {
            query = view.Text,
            url = links.Query(view.Text),
            articles = view.Articles,
            matches = view.Matches.Select(match => new
            {
                id = match.Id,
                asOf = Wording.Machine(match.At),
                quote = match.Proof.Quote,
                sentence = match.Proof.Sentence,
                source = Of(match.Source),
            }),
        },
        Json);

    public static string Of(SignalView view, SiteLinks links) => JsonSerializer.Serialize(Shape(view, links), Json);

    private static object Shape(SignalView view, SiteLinks links) =>
        new
        {
            id = view.Id,
            kind = Lower(view.Kind),
            url = links.Signal(view.Id),
            actor = view.Actor,
            topic = view.Topic?.Id,
            about = view.About,
            query = view.Query,
            from = view.From is { } from ? Of(from, links) : null,
            ledgerFrom = view.LedgerFrom is { } held ? Of(held, links) : null,
            to = Of(view.To, links),
            confidence = view.Confidence is { } sure ? Of(sure) : null,
            opinion = view.Opinion is { } opinion ? new { reason = opinion.Reason, quote = opinion.Quote } : null,
            magnitude = view.Why.Magnitude is { } magnitude ? Lower(magnitude) : null,
            basis = view.Why.Basis is { } basis ? Lower(basis) : null,
            hedged = view.Why.Hedged,
            rule = view.Why.Rule,
            act = view.Why.Act,
            cue = view.Why.Cue,
            speaker = view.Why.Speaker,
            replaces = view.ReplacedSignalId is { } replaced ? links.Signal(replaced) : null,
            sources = view.Sources.Select(Of),
            detected = Wording.Machine(view.Times.Detected),
        };

    private static object Of(PositionView view, SiteLinks links) => new
    {
        position = Lower(view.Position),
        commitment = Lower(view.Commitment),
        condition = view.Condition,
        asOf = view.AsOf is { } at ? Wording.Machine(at) : null,
        quote = view.Proof?.Quote,
        sentence = view.Proof?.Sentence,
        source = view.Source is { } source ? Of(source) : null,
        signal = view.SignalId is { } signal ? links.Signal(signal) : null,
        confidence = view.Confidence is { } sure ? Of(sure) : null,
    };

    private static object Of(Confidence sure) => new { value = sure.Value, words = sure.Words, independentSources = sure.Sources, reasons = sure.Reasons };

    private static object Of(SourceView source) => new
    {
        outlet = source.Outlet,
        title = source.Title,
        url = source.SafeUrl,
        published = source.Published is { } at ? Wording.Machine(at) : null,
        wireCopy = source.WireCopy,
        samePublisher = source.SameOwner,
    };

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
