using System.Buffers;
using Alerts.Detection.Annotation;
using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>
/// "This week they yielded": a holder whose position the text has just told gives in or turns round, with no word of
/// what. The position is the last one told, and the holder must be the one who held it.
/// </summary>
internal sealed class Relenting(SentenceReader reader, Stances stances)
{
    private static readonly string[] Openers = ["on", "over", "to", "from", "about"];

    private readonly SentenceFacts facts = reader.Facts;
    private readonly ParsedSentence sentence = reader.Facts.Sentence;

    /// <summary>What may say so, for a cheap look at a sentence without a topic.</summary>
    /// <param name="lexicon">Has the lists.</param>
    public static SearchValues<string> Words(EnglishLexicon lexicon) =>
        SearchValues.Create([.. lexicon.List("gives-in"), .. lexicon.List("turns-round")], StringComparison.OrdinalIgnoreCase);

    /// <summary>The change, with its words standing for the topic's mention; null where the sentence tells none.</summary>
    /// <param name="topics">All topics.</param>
    public (TopicMention Mention, Attitude Change)? Read(IReadOnlyList<Topic> topics) =>
        Find(topics, "gives-in", turns: false) ?? Find(topics, "turns-round", turns: true);

    private (TopicMention Mention, Attitude Change)? Find(IReadOnlyList<Topic> topics, string list, bool turns)
    {
        foreach (var phrase in facts.Lexicon.List(list))
        {
            if (facts.Scopes.IndexOfWords(phrase) is not (>= 0 and var at))
                continue;
            var start = sentence.Span.Start + at;
            var (first, last) = sentence.TokensIn(start, start + phrase.Length);
            if (first < 0 || sentence.Clauses.Find(c => c.Verb is { } v && v.End > first && v.Start <= last) is not { Verb: { Shape: { Negation: < 0, Modal: null, Infinitive: false, Gerund: false } } verb } clause
                || clause.Kind is not (ClauseKind.Root or ClauseKind.Content) || SaysOfWhat(last + 1) || clause.SubjectChain() is not { Count: > 0 } subjects
                || facts.Resolver.Resolve(subjects[0]) is not { Known: true, ThirdParty: false } holder || stances.Last(holder) is not { } old)
            {
                continue;
            }

            var change = new Attitude { Topic = topics[old.Topic], Holders = subjects, Rule = "verb.relented" };
            change.Move(old.Position, old.Position == Position.Against ? Position.Favor : turns ? Position.Against : Position.Neutral, old.Position == Position.Against ? 1 : -1);
            change.Act = facts.Info(verb).Verbs.Find(v => v.Object is Effect.Yield or Effect.Reverse or Effect.Drop) ?? facts.Info(verb).Verbs.FirstOrDefault();
            change.Cover(first, last + 1);
            change.Cues.Add((first, last + 1));
            foreach (var subject in subjects)
                change.Cover(subject.Start, subject.End);
            reader.Outward.Finish(change, clause);
            return change.Dropped || change.Mode != AttitudeMode.Change ? null : (new TopicMention(old.Topic, start, start + phrase.Length, false, false), change);
        }

        return null;
    }

    // "gave way on fishing quotas" says on what; "bowed to pressure", "relented on it" do not.
    private bool SaysOfWhat(int next)
    {
        if (next >= sentence.Tokens.Count)
            return false;
        var chunk = sentence.Chunks.Find(c => c.Start == next);
        if (chunk is { Kind: ChunkKind.Noun })
            return !facts.IsTime(chunk) && sentence.Tokens[chunk.Start].Lower is not ("it" or "this" or "that" or "them");
        if (chunk is not { Kind: ChunkKind.Preposition } || !Openers.Contains(sentence.Tokens[next].Lower) || chunk.Index + 1 >= sentence.Chunks.Count)
            return false;
        var noun = sentence.Chunks[chunk.Index + 1];
        return !(facts.IsTime(noun) || facts.Word(noun) is "pressure" or "demands" or "calls" or "it" or "this" or "that" or "issue" or "matter" or "point" or "critics");
    }
}
