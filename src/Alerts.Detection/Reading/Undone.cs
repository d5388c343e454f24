using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>
/// "Seoul drew on the swap line it had sworn never to touch": the clause on the mention tells that its subject was
/// against it, and what the subject does now, by whatever verb, is the turn.
/// </summary>
internal sealed class Undone(SentenceFacts facts)
{
    private static readonly string[] Bare = ["discuss", "debate", "mention", "describe", "review", "study", "face", "follow", "note", "recall", "remember", "avoid", "escape", "blame", "suffer", "survive", "fear", "mock", "see", "watch", "compare", "know", "miss", "lose", "say", "tell", "remain", "keep", "be", "have"];

    private readonly ParsedSentence sentence = facts.Sentence;

    /// <summary>The change; null where the sentence tells none.</summary>
    /// <param name="old">What the mention itself gave, dropped.</param>
    /// <param name="first">First token of the mention.</param>
    /// <param name="last">Last token of the mention.</param>
    /// <param name="sign">-1 where the mention names the opposite of the proposition, else 1.</param>
    public Attitude? Read(Attitude old, int first, int last, int sign)
    {
        if (!old.Dropped || old.DropRule is not ("mention.only" or "scope.background") || sentence.Chunks.Find(c => c.Contains(last)) is not { Kind: ChunkKind.Noun } noun || facts.RoleOf(noun) is not { Clause: { Verb: { } deed } main, Subject: false })
            return null;
        if (main.Kind is not (ClauseKind.Root or ClauseKind.Content) || deed.Shape is not { Negation: < 0, Passive: false, Copula: false, Gerund: false } || deed.Shape.Modal is "must" or "should" || Bare.Contains(facts.Lemma(deed) ?? "")
            || facts.Info(deed).Verbs.Exists(v => v is { Fixed.Length: 0, Gap: false, Prepositions.Length: 0 } && (v.Object is Effect.Reject or Effect.Drop or Effect.Quit or Effect.Weaken or Effect.Reverse or Effect.Refuse or Effect.Hedge || v.Clause is Effect.Say or Effect.Question or Effect.Fail)))
        {
            return null;
        }

        if (main.SubjectChain() is not { Count: > 0 } subjects || facts.Resolver.Resolve(subjects[0]) is not { Known: true, ThirdParty: false } holder || Rejected(noun, main, holder) is not { } aside)
            return null;
        var change = new Attitude { Topic = old.Topic, Holders = subjects, Rule = "verb.undone", Hedged = deed.Shape.Modal is "may" or "might" or "could" };
        change.Move(Attitude.Toward(-sign), Attitude.Toward(sign), sign);
        change.Act = facts.Info(deed).Verbs.FirstOrDefault();
        change.Cover(subjects[0].Start, subjects[0].End);
        change.Cover(deed.Start, deed.End);
        change.Cover(first, last + 1);
        change.Cover(aside.Start, aside.End);
        change.Cues.Add((aside.Start, aside.End));
        return change;
    }

    // "the measure it had fought", "which it long opposed", "they had vowed to sink", "it had sworn never to touch"
    private Chunk? Rejected(Chunk noun, Clause main, Party holder)
    {
        foreach (var clause in sentence.Clauses)
        {
            if (clause is not { Kind: ClauseKind.Relative, Antecedent: { } described, Verb: { Shape: { Modal: null, Negation: < 0, Passive: false } shape } verb } || !Reaches(described, noun) || clause == main)
                continue;
            if (!(shape.PastPerfect || shape.Past || shape.BareParticiple) || clause.Subjects.Count == 0 || facts.Resolver.Resolve(clause.Subjects[0]) is not { Known: true } who || who.Actor != holder.Actor)
                continue;
            var inner = clause.Children.Find(c => c is { Kind: ClauseKind.Infinitive or ClauseKind.Gerund, Verb: not null })?.Verb;
            var pattern = facts.Predicates.ForObject(verb, new Complement(null, described, false));
            if (pattern is { Object: Effect.Reject or Effect.Drop or Effect.Quit or Effect.Refuse } || facts.Lemma(verb) is "resist" or "avoid" or "shun" or "return" || facts.Info(verb).Verbs.Exists(v => v.Clause == Effect.Refuse && inner is not null))
                return verb;
            if (inner is not null && facts.Lemma(verb) is "vow" or "swear" or "pledge" or "promise" or "threaten" or "want" or "try" or "plan" or "intend" or "use" or "spend"
                && (inner.Shape is { Negation: >= 0 } || facts.Predicates.ForObject(inner, new Complement(null, described, false)) is { Object: Effect.Reject or Effect.Drop or Effect.Quit or Effect.Weaken }))
            {
                return verb;
            }
        }

        return null;
    }

    // The clause describes the noun itself, or one that its phrase begins with: "the cost of the ban it fought".
    private bool Reaches(Chunk described, Chunk noun) =>
        described == noun || (described.Start > noun.Start && described.Index == noun.Index + 2 && sentence.Chunks[noun.Index + 1].Kind == ChunkKind.Preposition) || (described.Start < noun.Start && noun.Index == described.Index + 2 && sentence.Chunks[described.Index + 1].Kind == ChunkKind.Preposition);
}
