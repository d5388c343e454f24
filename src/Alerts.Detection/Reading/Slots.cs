using Alerts.Detection.Annotation;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>Fills the open place of a topic: whose membership, sanctions on whom.</summary>
internal static class Slots
{
    /// <summary>The canonical name of what fills it; null where the topic has no slot or the text does not say.</summary>
    public static string? Fill(Topic topic, IReadOnlyList<Actor> actors, ParsedSentence sentence, ActorResolver resolver, TopicMention mention, Party holder)
    {
        if (topic.About is not { } slot)
            return null;
        var (first, last) = sentence.TokensIn(mention.Start, mention.End);
        var chunk = sentence.Chunks.Find(c => c.Contains(first));
        if (chunk is null)
            return null;

        // Before the mention in its own phrase: "Ukraine's NATO bid", "Turkish membership of the EU".
        if ((slot.Possessive || slot.Modifier) && chunk.Kind == ChunkKind.Noun && first > chunk.Start && resolver.Named(chunk.Start, first) is { } before && Fits(slot, actors[before.Actor]))
            return actors[before.Actor].Name;

        // After it: "sanctions on Russia", "membership for Ukraine".
        var end = sentence.Chunks.Find(c => c.Contains(last)) ?? chunk;
        for (var i = end.Index + 1; i + 1 < sentence.Chunks.Count && i <= end.Index + 3; i += 2)
        {
            if (sentence.Chunks[i].Kind != ChunkKind.Preposition || sentence.Chunks[i + 1].Kind != ChunkKind.Noun)
                break;
            if (slot.Prepositions.Contains(sentence.Tokens[sentence.Chunks[i].Start].Lower) && resolver.Named(sentence.Chunks[i + 1].Start, sentence.Chunks[i + 1].End) is { } after && Fits(slot, actors[after.Actor]))
                return actors[after.Actor].Name;
        }

        if (end.End > last + 1 && resolver.Named(last + 1, end.End) is { } inside && Fits(slot, actors[inside.Actor]))
            return actors[inside.Actor].Name;

        // "must stay outside NATO" under another's demand: the one who would do it.
        if (slot.Self)
        {
            foreach (var clause in sentence.Clauses)
            {
                if (clause.Verb is { } verb && (verb.Contains(first) || clause.Complements.Exists(c => c.Noun == chunk)) && clause.SubjectChain() is { Count: > 0 } subjects
                    && resolver.Resolve(subjects[0]) is { Known: true } doer && doer.Actor != holder.Actor && Fits(slot, actors[doer.Actor]))
                {
                    return doer.Name;
                }
            }

            if (holder.Known && Fits(slot, actors[holder.Actor]))
                return holder.Name;
        }

        return null;
    }

    private static bool Fits(TopicSlot slot, Actor actor) => slot.Kinds.Count == 0 || actor.Kind == "unknown" || slot.Kinds.Contains(actor.Kind);
}
