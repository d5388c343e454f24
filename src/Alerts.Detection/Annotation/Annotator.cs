using Alerts.Detection.Lexicon;
using Alerts.Detection.Matching;

namespace Alerts.Detection.Annotation;

/// <summary>Finds topics and actors in a text with one automaton, longest match first.</summary>
internal sealed class Annotator
{
    private readonly PatternAutomaton automaton;
    private readonly List<Target> targets = [];
    private readonly IReadOnlyList<Topic> topics;

    public Annotator(IReadOnlyList<Topic> topics, IReadOnlyList<Actor> actors, EnglishLexicon language)
    {
        this.topics = topics;
        for (var t = 0; t < topics.Count; t++)
        {
            Add(topics[t].Mentions, t, TargetKind.Topic, language);
            Add(topics[t].Weak, t, TargetKind.WeakTopic, language);
            Add(topics[t].Counter, t, TargetKind.CounterTopic, language);
            foreach (var word in topics[t].Context)
                targets.Add(new Target(word, word.ToLowerInvariant(), t, -1, TargetKind.Context));
        }

        for (var a = 0; a < actors.Count; a++)
        {
            var actor = actors[a];
            Actor(actor.Name, a, -1, TargetKind.ActorName);
            foreach (var alias in actor.Aliases)
                Actor(alias, a, -1, TargetKind.ActorName);
            foreach (var demonym in actor.Demonyms)
                Actor(demonym, a, -1, TargetKind.Demonym);
            foreach (var office in actor.Offices)
                Actor(office, a, -1, TargetKind.Office);
            for (var l = 0; l < actor.Leaders.Count; l++)
            {
                Actor(actor.Leaders[l].Name, a, l, TargetKind.Person);
                foreach (var alias in actor.Leaders[l].Aliases)
                    Actor(alias, a, l, TargetKind.Person);
            }
        }

        automaton = new PatternAutomaton([.. targets.Select(t => t.Lower)]);
    }

    private enum TargetKind : byte
    {
        Topic,
        WeakTopic,
        CounterTopic,
        Context,
        ActorName,
        Demonym,
        Office,
        Person,
    }

    /// <summary>Whether any topic is named in the raw text; the gate that nearly all articles fail.</summary>
    public bool NamesTopic(string text)
    {
        var any = false;
        automaton.Scan(text, (id, start, end) =>
        {
            any |= targets[id].Kind <= TargetKind.CounterTopic && FitsCase(targets[id], text, start, end);
        });
        return any;
    }

    /// <summary>All topics and actors of a normalised text, in order, without overlaps within their kind.</summary>
    public (List<TopicMention> Topics, List<ActorMention> Actors) Annotate(string text, DateOnly? day, IReadOnlyList<Actor> actors)
    {
        var found = new List<(int Id, int Start, int End)>();
        automaton.Scan(text, (id, start, end) =>
        {
            if (FitsCase(targets[id], text, start, end))
                found.Add((id, start, end));
        });

        // Longest first at each place; on a tie the file's order, and a leader in office before one out of it.
        found.Sort((a, b) =>
        {
            var byStart = a.Start.CompareTo(b.Start);
            if (byStart != 0)
                return byStart;
            var byEnd = b.End.CompareTo(a.End);
            if (byEnd != 0)
                return byEnd;
            var byTerm = OutOfTerm(a.Id).CompareTo(OutOfTerm(b.Id));
            return byTerm != 0 ? byTerm : a.Id.CompareTo(b.Id);
        });

        var context = new HashSet<int>();
        var mentions = new List<TopicMention>();
        var named = new List<ActorMention>();
        var actorEnd = -1;
        foreach (var (id, start, end) in found)
        {
            var target = targets[id];
            switch (target.Kind)
            {
                case TargetKind.Context:
                    context.Add(target.Index);
                    break;
                case TargetKind.Topic or TargetKind.WeakTopic or TargetKind.CounterTopic:
                    if (!mentions.Exists(m => m.Topic == target.Index && m.Start <= start && m.End >= end))
                        mentions.Add(new TopicMention(target.Index, start, end, target.Kind == TargetKind.CounterTopic, target.Kind == TargetKind.WeakTopic));
                    break;
                default:
                    if (start >= actorEnd)
                    {
                        named.Add(new ActorMention(target.Index, start, end, Form(target.Kind), target.Leader));
                        actorEnd = end;
                    }

                    break;
            }
        }

        mentions.RemoveAll(m => m.Weak && !context.Contains(m.Topic));
        return (mentions, named);

        int OutOfTerm(int id)
        {
            var target = targets[id];
            return target.Kind == TargetKind.Person && !actors[target.Index].Leaders[target.Leader].HoldsOffice(day) ? 1 : 0;
        }
    }

    public Topic Topic(int index) => topics[index];

    private static ActorForm Form(TargetKind kind) => kind switch
    {
        TargetKind.Demonym => ActorForm.Demonym,
        TargetKind.Office => ActorForm.Office,
        TargetKind.Person => ActorForm.Person,
        _ => ActorForm.Name,
    };

    private void Actor(string name, int actor, int leader, TargetKind kind) => targets.Add(new Target(name, name.ToLowerInvariant(), actor, leader, kind));

    private void Add(IReadOnlyList<string> mentions, int topic, TargetKind kind, EnglishLexicon language)
    {
        foreach (var mention in mentions)
        {
            var exact = mention.Length <= 5 && !mention.Any(char.IsLower) ? mention : null;
            foreach (var variant in MentionVariants.Of(mention, language))
                targets.Add(new Target(exact, variant, topic, -1, kind));
        }
    }

    // Capitals of a name must be capitals in the text (US is not us); an acronym of four letters or more may be written as a word (Nato).
    private static bool FitsCase(Target target, string text, int start, int end)
    {
        if (target.Exact is not { } exact)
            return true;
        if (exact.Length != end - start)
            return true;
        var same = true;
        for (var i = 0; i < exact.Length && same; i++)
            same = !char.IsUpper(exact[i]) || char.IsUpper(text[start + i]);
        if (same)
            return true;
        if (exact.Length < 4 || !char.IsUpper(text[start]))
            return false;
        for (var i = 0; i < exact.Length; i++)
        {
            if (!char.IsUpper(exact[i]))
                return false;
        }

        return true;
    }

    /// <param name="Exact">The name as the file writes it, where its capitals matter.</param>
    /// <param name="Lower">The pattern.</param>
    /// <param name="Index">Topic or actor.</param>
    /// <param name="Leader">Leader of the actor, or -1.</param>
    /// <param name="Kind">What it names.</param>
    private readonly record struct Target(string? Exact, string Lower, int Index, int Leader, TargetKind Kind);
}
