using Alerts.Detection.Lexicon;
using Alerts.Detection.Matching;

namespace Alerts.Detection.Annotation;

/// <summary>Finds topics and actors in a text, the longest match first. Immutable, safe to share between threads.</summary>
internal sealed class Annotator
{
    /// <summary>Characters from a weak mention within which a word of its context must stand: about a sentence either way.</summary>
    private const int ContextReach = 300;

    private readonly IReadOnlyList<Actor> actors;
    private readonly NameTarget[] topicTargets;
    private readonly NameTarget[] contextTargets;
    private readonly NameTarget[] actorTargets;

    // Three, so that the gate asks for topics alone and context is looked for only where a weak mention needs it.
    private readonly PatternAutomaton topicNames;
    private readonly PatternAutomaton contextWords;
    private readonly PatternAutomaton actorNames;

    public Annotator(IReadOnlyList<Topic> topics, IReadOnlyList<Actor> actors, EnglishLexicon language)
    {
        this.actors = actors;
        topicTargets = [.. topics.SelectMany((topic, t) => TopicTargets(topic, t, language))];
        contextTargets = [.. topics.SelectMany((topic, t) => topic.Context.Select(word => new NameTarget(word, word, t, -1, TargetKind.Context)))];
        actorTargets = [.. actors.SelectMany(ActorTargets)];
        topicNames = new PatternAutomaton(topicTargets.Select(t => t.Pattern));
        contextWords = new PatternAutomaton(contextTargets.Select(t => t.Pattern));
        actorNames = new PatternAutomaton(actorTargets.Select(t => t.Pattern));
    }

    /// <summary>Patterns in all and the bytes their tables take.</summary>
    public (int Patterns, long Bytes) Size => (topicTargets.Length + contextTargets.Length + actorTargets.Length, topicNames.Size + contextWords.Size + actorNames.Size);

    /// <summary>Whether any topic is named in the raw text, a weak mention included; the gate that nearly all articles fail.</summary>
    public bool NamesTopic(ReadOnlySpan<char> text)
    {
        var gate = new TopicGate(topicTargets, text);
        topicNames.Scan(text, ref gate);
        return gate.Open;
    }

    /// <summary>All topics of a normalised text in order; of one topic none within another.</summary>
    public List<TopicMention> Topics(ReadOnlySpan<char> text)
    {
        var hits = new NameHits(topicTargets, text);
        topicNames.Scan(text, ref hits);
        if (hits.Found is not { } found)
            return [];

        // The longest first at each place; on a tie the file's order.
        found.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.End != b.End ? b.End.CompareTo(a.End) : a.Id.CompareTo(b.Id));
        var context = found.Exists(hit => topicTargets[hit.Id].Kind == TargetKind.WeakTopic) ? ContextIn(text) : null;
        var mentions = new List<TopicMention>();
        var covered = new Dictionary<int, int>();
        foreach (var (id, start, end) in found)
        {
            var (topic, kind) = (topicTargets[id].Index, topicTargets[id].Kind);
            var weak = kind == TargetKind.WeakTopic;
            if (covered.TryGetValue(topic, out var until) && end <= until)
                continue;
            if (weak && context?.Exists(hit => contextTargets[hit.Id].Index == topic && hit.End >= start - ContextReach && hit.Start <= end + ContextReach) != true)
                continue;
            mentions.Add(new TopicMention(topic, start, end, kind == TargetKind.CounterTopic, weak));
            covered[topic] = end;
        }

        return mentions;
    }

    /// <summary>All actors of a normalised text in order, without overlaps.</summary>
    /// <param name="text">The text.</param>
    /// <param name="day">When it was published; of two people of one name the one in office then is meant.</param>
    public List<ActorMention> Actors(ReadOnlySpan<char> text, DateOnly? day)
    {
        var hits = new NameHits(actorTargets, text);
        actorNames.Scan(text, ref hits);
        if (hits.Found is not { } found)
            return [];

        // The longest first at each place; on a tie a leader in office before one out of it, then the file's order.
        found.Sort((a, b) =>
        {
            if (a.Start != b.Start || a.End != b.End)
                return a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End);
            var byTerm = OutOfTerm(a.Id, day).CompareTo(OutOfTerm(b.Id, day));
            return byTerm != 0 ? byTerm : a.Id.CompareTo(b.Id);
        });
        var mentions = new List<ActorMention>(found.Count);
        var covered = 0;
        foreach (var (id, start, end) in found)
        {
            if (start < covered)
                continue;
            var target = actorTargets[id];
            mentions.Add(new ActorMention(target.Index, start, end, Form(target.Kind), target.Leader));
            covered = end;
        }

        return mentions;
    }

    private static IEnumerable<NameTarget> TopicTargets(Topic topic, int index, EnglishLexicon language) =>
        Variants(topic.Mentions, index, TargetKind.Topic, language)
            .Concat(Variants(topic.Weak, index, TargetKind.WeakTopic, language))
            .Concat(Variants(topic.Counter, index, TargetKind.CounterTopic, language));

    private static IEnumerable<NameTarget> Variants(IReadOnlyList<string> mentions, int topic, TargetKind kind, EnglishLexicon language) =>
        from mention in mentions
        let exact = mention.Length <= 5 && !mention.Any(char.IsLower) ? mention : null
        from variant in MentionVariants.Of(mention, language)
        select new NameTarget(exact, variant, topic, -1, kind);

    private static IEnumerable<NameTarget> ActorTargets(Actor actor, int index)
    {
        var own = actor.Aliases.Prepend(actor.Name).Select(name => new NameTarget(name, name, index, -1, TargetKind.ActorName))
            .Concat(actor.Demonyms.Select(name => new NameTarget(name, name, index, -1, TargetKind.Demonym)))
            .Concat(actor.Offices.Select(name => new NameTarget(name, name, index, -1, TargetKind.Office)));
        var people = actor.Leaders.SelectMany((leader, l) => leader.Aliases.Prepend(leader.Name).Select(name => new NameTarget(name, name, index, l, TargetKind.Person)));
        return own.Concat(people);
    }

    private static ActorForm Form(TargetKind kind) => kind switch
    {
        TargetKind.Demonym => ActorForm.Demonym,
        TargetKind.Office => ActorForm.Office,
        TargetKind.Person => ActorForm.Person,
        _ => ActorForm.Name,
    };

    private List<NameHit>? ContextIn(ReadOnlySpan<char> text)
    {
        var hits = new NameHits(contextTargets, text);
        contextWords.Scan(text, ref hits);
        return hits.Found;
    }

    private int OutOfTerm(int id, DateOnly? day)
    {
        var target = actorTargets[id];
        return target.Kind == TargetKind.Person && !actors[target.Index].Leaders[target.Leader].HoldsOffice(day) ? 1 : 0;
    }
}
